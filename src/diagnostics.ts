declare const process: { env: { NODE_ENV?: string } }

/** Whether warnings are said at all; bundlers of production builds drop them with their texts. */
const isDevelopment = process.env.NODE_ENV !== 'production'

/** A known mistake: what is wrong, and what to do about it. */
interface Diagnostic {
  /** The problem, and nothing else. */
  why: string
  /** The remedy, and nothing else. */
  fix: string
}

/**
 * Every diagnostic by its permanent code: `C` for set-up, `R` for what happens while running. A code
 * is never renamed and never used for something else.
 */
export const diagnostics = {
  CI_C001: {
    why: 'Nothing provides the conference invitations here.',
    fix: 'Install the plugin with app.use(createConferenceInvitations({ … })), or put the component inside a ConferenceInvitationsProvider.',
  },
  CI_C002: {
    why: 'Pinia is not installed on this app, and the invitation store lives in it.',
    fix: 'Call app.use(createPinia()) before the app is mounted; the order among the plugins does not matter.',
  },
  CI_C003: {
    why: 'createConferenceInvitations was installed twice on one app: the one before is let go.',
    fix: 'Install it once, and give it refs or getters for whatever changes later.',
  },
  CI_C004: {
    why: 'Something was asked of conference invitations whose app or provider is unmounted already.',
    fix: 'Take what you need while the component is set up, and let it end with its app or provider.',
  },
  CI_R001: {
    why: 'The invitation store was written from outside; the backend still says something else.',
    fix: 'Call the actions of the store (invite, cancel, accept, reject): their events write the state.',
  },
  CI_R002: {
    why: 'The manager was made reactive; methods of foreign managers break on a proxy, so it was unwrapped.',
    fix: 'Keep the manager in a shallowRef, or protect it with markRaw.',
  },
  CI_R003: {
    why: 'An event of the manager names no room, so it was dropped.',
    fix: 'Let the backend send roomId or roomInfo with each event, or put an adapter before it.',
  },
  CI_R004: {
    why: 'Nothing on the page fits the `to` of a component, so it was put into the body.',
    fix: 'Put that element into the page before the component shows, or pass the element itself.',
  },
} as const satisfies Record<string, Diagnostic>

/** Permanent code of a diagnostic. */
export type DiagnosticCode = keyof typeof diagnostics

/** Says a diagnostic on the console; silent in production. */
export function warn(code: DiagnosticCode, detail = ''): void {
  if (isDevelopment) console.warn(describe(code, detail))
}

/** The error for a mistake that nothing can go on with; in production it names only the code. */
export function diagnosticError(code: DiagnosticCode): Error {
  return new Error(isDevelopment ? describe(code) : `[conference-invitations] ${code}`)
}

/** Runs a check that only development needs. */
export function inDevelopment(check: () => void): void {
  if (isDevelopment) check()
}

function describe(code: DiagnosticCode, detail = ''): string {
  const { why, fix } = diagnostics[code]
  return `[conference-invitations] ${code}: ${why} ${fix}${detail && ` (${detail})`}`
}
