import { validateRoomId } from 'vue-conference-invitations/manager'
import type { Texts } from './texts'

const MAX_LENGTH = 64

/** Says in sentences what is wrong with a room id. */
export function explainRoomId(roomId: string, texts: Texts): string[] {
  const wrong = [...new Set(roomId)].filter((character) => !validateRoomId(character))
  return [
    ...(wrong.length > 0 ? [texts.problemCharacters(wrong.join(' '))] : []),
    ...(roomId.length > MAX_LENGTH ? [texts.problemLength] : []),
    ...(wrong.length > 0 ? [texts.problemRule] : []),
  ]
}

/** The nearest id that keeps the rule. */
export function nearestRoomId(roomId: string): string {
  const possible = [...roomId.normalize('NFKD').replace(/\p{M}/gu, '')]
    .map((character) => (validateRoomId(character) ? character : '-'))
    .join('')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_LENGTH)
  return possible || 'weekly'
}
