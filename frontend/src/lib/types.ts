// The server's answers by the names that the pages use; api-types.ts is made from its OpenAPI by `npm run api`.

import type { components } from './api-types'

type Schemas = components['schemas']

export type About = Schemas['About']
export type User = Schemas['User']
export type SignedIn = Schemas['SignedIn']
export type Device = Schemas['Device']
export type ApiToken = Schemas['TokenInfo']
export type NewApiToken = Schemas['TokenMade']

export type Session = Schemas['SessionOut']
export type PublicSession = Schemas['PublicSession']
export type Phase = PublicSession['phase']
export type Role = Session['role']
export type Member = Schemas['MemberOut']
export type MemberRole = Member['role']
export type Invitation = Schemas['InvitationOut']
export type NewInvitation = Schemas['InvitationMade']
/** What somebody is told who opens an invitation's link. */
export type InvitationShown = Schemas['InvitationShown']
export type RestartUndone = Schemas['RestartUndone']
export type Screen = Schemas['ScreenInfo']
export type NewScreen = Schemas['ScreenMade']

export type Participant = Schemas['ParticipantOut']
export type ParticipantState = Participant['state']
/** A participant as the presenter sees them. */
export type ParticipantRow = Schemas['ParticipantRow']
export type InTheRoom = Schemas['InTheRoom']
export type Joined = Schemas['Joined']

export type KindInfo = Schemas['KindOut']
export type ResponseRow = Schemas['ResponseRow']
