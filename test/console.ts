type Level = 'warn' | 'error'

interface Message {
  level: Level
  text: string
}

interface Expectation {
  level: Level
  pattern: RegExp | string
}

const original = { warn: console.warn, error: console.error }
let messages: Message[] = []
let expectations: Expectation[] = []

/** Announces that this test makes at least one `console.warn` whose text contains or matches the pattern. */
export function expectWarning(pattern: RegExp | string): void {
  expectations.push({ level: 'warn', pattern })
}

/** Announces that this test makes at least one `console.error` whose text contains or matches the pattern. */
export function expectError(pattern: RegExp | string): void {
  expectations.push({ level: 'error', pattern })
}

/** Starts collecting what a test warns and complains about, instead of printing it. */
export function watchConsole(): void {
  messages = []
  expectations = []
  for (const level of ['warn', 'error'] as const) {
    console[level] = (...args: unknown[]) => {
      messages.push({ level, text: args.map(inWords).join(' ') })
    }
  }
}

/** Gives the console back; throws when the test said something unannounced, or never said what it announced. */
export function checkConsole(): void {
  Object.assign(console, original)
  const unexpected = messages.filter((message) => !expectations.some((one) => fits(one, message)))
  const missing = expectations.filter((one) => !messages.some((message) => fits(one, message)))
  const complaints = [
    ...unexpected.map(({ level, text }) => `unexpected console.${level}: ${text}`),
    ...missing.map(({ level, pattern }) => `expected console.${level} never came: ${pattern}`),
  ]
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
}

function fits({ level, pattern }: Expectation, message: Message): boolean {
  if (level !== message.level) return false
  return typeof pattern === 'string' ? message.text.includes(pattern) : pattern.test(message.text)
}

function inWords(value: unknown): string {
  if (value instanceof Error) return value.stack ?? String(value)
  // Not JSON: Vue's warnings carry component instances, which are circular.
  return String(value)
}
