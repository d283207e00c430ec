import { plural } from '../../lib/i18n.svelte'

// Running a session together. `crew.ko.ts` has the same shape.

export const crew = {
  title: 'Team',
  text: 'People who run this session with you, each with an account of their own.',
  you: 'You',
  alone: 'Nobody else yet. Make a link below and send it to them.',
  roles: { owner: 'Owner', presenter: 'Presenter', moderator: 'Moderator' },
  may: {
    presenter: 'Does everything that you do, except deleting the session and choosing the team.',
    moderator: 'Looks after people, questions and chat, and sees neither notes nor hidden results.',
  },
  roleOf: (name: string) => `Role of ${name}`,
  changed: (name: string, role: string) => `${name}: ${role}`,
  remove: (name: string) => `Remove ${name} from the team`,
  removed: (name: string) => `${name} is not in the team any more`,

  links: 'Invitation links',
  linksText: 'A link works for several people, for 7 days or until you revoke it.',
  role: 'Role',
  make: 'Make a link',
  made: (role: string) => `Link for the role ${role}`,
  once: 'Copy it now: it is shown this once.',
  done: 'Done',
  until: (when: string) => `Works until ${when}`,
  revoke: (role: string, when: string) => `Revoke the link for ${role}, which works until ${when}`,
  revoked: 'The link does not work any more',

  leave: 'Leave the team',
  leaveTitle: 'Leave this team?',
  leaveText: 'You will need an invitation to come back.',
  left: (title: string) => `You have left the team of “${title}”`,
  out: 'You are not in the team of this session any more.',

  shared: 'Shared with me',

  invitation: {
    title: 'You are invited',
    text: (name: string, title: string) => `${name} would like to run “${title}” with you.`,
    as: (role: string) => `Your role: ${role}`,
    may: {
      presenter: 'You can do everything there, except deleting the session and choosing the team.',
      moderator: 'You look after people, questions and chat.',
    },
    seen: (name: string) => `${name} will see your name and your e-mail address.`,
    accept: 'Accept',
    kept: (role: string) => `You are in the team already as ${role}`,
    keptText: 'This invitation changes nothing about that.',
    toSession: 'Go to the session',
    signedIn: (name: string, email: string) => `Signed in as ${name} (${email})`,
    signIn: 'Sign in to accept',
    signUp: 'Create an account',
    gone: 'This invitation is no longer valid',
    goneText: 'It has expired or was revoked. Please ask for a new one.',
  },

  moderator: {
    posts: 'Questions and chat',
    people: 'People',
    waiting: (n: number) => `${n.toLocaleString('en')} ${plural(n, 'waits', 'wait')} for you`,
    none: 'Nothing to look after yet',
    noneText: 'Questions, chat and walls of answers appear here as soon as they are opened.',
  },
}
