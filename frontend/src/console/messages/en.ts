import { plural } from '../../lib/i18n.svelte'
import { account } from './account.en'
import { crew } from './crew.en'
import { stage } from './stage.en'

// Every sentence of the console. `ko.ts` has the same shape, or the type check fails.

export const en = {
  product: 'Madang',
  skip: 'Skip to the content',
  back: 'All sessions',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saved: 'Saved',
  undo: 'Undo',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy. Select the text and copy it by hand.',
  again: 'Try again',
  loading: 'Loading…',

  sorting: {
    move: (name: string, place: number, count: number) => `Move ${name}, ${place} of ${count}`,
    how: 'Arrow keys move it, Enter opens a menu',
    moved: (name: string, place: number, count: number) => `${name}: now ${place} of ${count}`,
    up: 'Move up',
    down: 'Move down',
  },

  welcome: {
    title: 'A courtyard for every voice in the room',
    text: 'Madang is the place where a talk, a class or a meeting comes alive. Show one code; everybody joins from their own phone, with nothing to install.',
    code: 'Have a session code?',
    codeHint: 'Six letters and digits from the screen',
    join: 'Join',
    signIn: 'Sign in',
    signUp: 'Create an account',
    points: [
      ['One code', 'A QR code and six characters are all that a full hall needs.'],
      ['Live', 'See people arrive the moment they do.'],
      ['Yours', 'It runs on your own machine. Nothing goes anywhere else.'],
    ] as [string, string][],
  },

  signIn: {
    title: 'Welcome back',
    submit: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    noAccount: 'No account yet?',
    signUp: 'Create one',
    forgot: 'Forgot the password? Your administrator can make a link to set a new one.',
    with: (name: string) => `Continue with ${name}`,
    or: 'or',
    refused: {
      oidc: 'Signing in there did not work out. Try once more.',
      closed: 'New accounts are not open here. Ask the administrator for one.',
      email: 'There is an account with your e-mail address already. Sign in with its password.',
    } as Record<string, string>,
    expired: 'Please sign in to continue.',
  },

  signUp: {
    title: 'Create your account',
    firstTitle: 'Set up Madang',
    first: 'This is the first account here, so it becomes the administrator.',
    name: 'Name',
    password: 'Password',
    passwordHint: 'At least 8 characters',
    submit: 'Create account',
    haveAccount: 'Have an account already?',
    signIn: 'Sign in',
    closed: 'New accounts are not open here. Ask the administrator for one.',
  },

  reset: {
    title: 'Set a new password',
    submit: 'Set password',
    done: 'The new password is set. Sign in with it.',
    used: 'This link has been used or has expired. Ask the administrator for a new one.',
  },

  phase: { upcoming: 'Not started', open: 'Open', paused: 'Paused', ended: 'Ended' },

  list: {
    title: 'Sessions',
    create: 'New session',
    search: 'Search title or code',
    filter: 'State',
    all: 'All',
    trash: 'Trash',
    joined: (n: number) => `${n.toLocaleString('en')} joined`,
    created: (when: string) => `Created ${when}`,
    more: 'Show more',
    empty: 'Your first session starts here',
    emptyText: 'Give it a title, show the code, and watch the room fill.',
    nothing: 'Nothing found',
    nothingText: 'No session fits this search.',
    clear: 'Clear the search',
    actions: (title: string) => `More for “${title}”`,
    edit: 'Edit',
    poster: 'Poster',
    copyLink: 'Copy link',
    remove: 'Move to trash',
    removed: (title: string) => `“${title}” is in the trash`,
    restored: (title: string) => `“${title}” is back`,
  },

  trash: {
    title: 'Trash',
    text: 'Sessions stay here for 7 days, then they are gone for good. Their codes do not work meanwhile.',
    empty: 'The trash is empty',
    restore: 'Restore',
    destroy: 'Delete for ever',
    destroyTitle: 'Delete for ever?',
    destroyText: (title: string) =>
      `“${title}” and everything in it will be gone. This cannot be undone.`,
    destroyed: 'Deleted for ever',
    deleted: (when: string) => `Deleted ${when}`,
  },

  form: {
    newTitle: 'New session',
    editTitle: 'Edit session',
    title: 'Title',
    titleHint: 'What people see when they join',
    description: 'Description',
    optional: 'optional',
    create: 'Create session',
  },

  tabs: {
    label: 'Parts of the session',
    stage: 'Stage',
    people: 'People',
    invite: 'Invite',
    team: 'Team',
    settings: 'Settings',
  },

  stage,

  crew,

  session: {
    edit: 'Edit',
    poster: 'Poster',
    code: 'Session code',
    joinAt: 'Join at',
    qr: (code: string) => `QR code that leads to the join page of ${code}`,
    copyLink: 'Copy link',
    linkCopied: 'Link copied',
    png: 'PNG',
    svg: 'SVG',
    download: 'QR code',
    downloadAs: (kind: string) => `${kind}: download the QR code`,
    start: 'Open session',
    pause: 'Pause',
    resume: 'Resume',
    end: 'End session',
    reopen: 'Open again',
    endTitle: 'End this session?',
    endText: 'Nobody can join any more. You can open it again later.',
    started: (when: string) => `Started ${when}`,
    ended: (when: string) => `Ended ${when}`,
    hint: {
      upcoming: 'Phones cannot answer yet. Open the session and let people in.',
      paused: 'Phones cannot answer, and nobody new comes in, until you resume.',
      ended: 'This session has ended: phones cannot answer.',
    },
    actions: 'More for this session',
  },

  counts: {
    label: 'Live counts',
    short: (online: number, joined: number) =>
      `${online.toLocaleString('en')} online · ${joined.toLocaleString('en')} joined`,
    online: 'Online',
    joined: 'Joined',
    peak: 'Peak',
  },

  connection: {
    live: 'Live',
    connecting: 'Connecting…',
    lost: 'Reconnecting…',
    ended: 'Disconnected',
  },

  local: {
    title: 'Phones cannot reach this address yet',
    text: (url: string) =>
      `The QR code leads to ${url}, which is this computer only. To let phones on the same network in, start with:`,
    or: 'or set the address in',
  },

  people: {
    title: 'Participants',
    search: 'Search participants',
    none: 'Nobody here yet',
    noneText: 'Show the code: people appear here as they join.',
    noneFound: 'No name fits.',
    online: 'online',
    offline: 'offline',
    remove: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} was removed`,
    letIn: 'Let back in',
    letBackIn: (name: string) => `${name} may come back`,
    show: 'Show',
    joined: 'Joined',
    out: 'Removed',
    left: 'Left',
    shown: (n: number) => `${n.toLocaleString('en')} ${plural(n, 'person', 'people')}`,
  },

  settings: {
    title: 'Settings',
    anonymous: 'Anonymous',
    anonymousHint: 'People get a friendly made-up name',
    locked: 'Locked',
    lockedHint: 'Nobody new comes in; those inside stay',
    passcode: 'Passcode',
    passcodeHint: '4 to 32 characters, asked for besides the code',
    passcodeNone: 'None',
    max: 'Most participants',
    maxHint: 'Empty means no limit',
    maxNone: 'No limit',
    maxInvalid: 'A whole number from 1 to 100,000, or nothing.',
    saving: 'Saving…',
  },

  screens: {
    title: 'Screens',
    text: 'For the projector: the code, and what is on stage. A screen can only look.',
    none: 'No screen has been opened.',
    open: 'Open screen',
    name: 'Screen',
    blocked: 'The browser held the window back. Allow pop-ups for this page.',
    seen: (when: string) => `Seen ${when}`,
    unseen: 'Not opened yet',
    revoke: (name: string) => `Disconnect ${name}`,
    revoked: 'Screen disconnected',
  },

  poster: {
    print: 'Print',
    back: 'Back to the session',
    scan: 'Scan with the camera of your phone',
    or: (address: string) => `or go to ${address} and type the code`,
    note: 'Nothing to install, no account needed.',
  },

  account,

  missing: {
    title: 'There is nothing here',
    text: 'The page or session does not exist, or it belongs to somebody else.',
    home: 'To the sessions',
    trash: 'Look in the trash',
  },

  problem: {
    title: 'The server does not answer',
    text: 'Check the connection. This page tries again when it comes back.',
    kept: 'What you typed is still here; try again when the server is back.',
    failed: 'Something went wrong',
    busy: (seconds: number) => `Too many tries. Wait ${seconds} s, then try again.`,
  },
}
