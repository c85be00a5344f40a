import type { englishMessages } from './en'

/** One form of a message for each plural category that the language has; `{count}` picks the form. */
export type PluralMessage = Partial<Record<Exclude<Intl.LDMLPluralRule, 'other'>, string>> & {
  other: string
}

/** A text with `{name}` parameters, or its plural forms. */
export type Message = string | PluralMessage

/** Key of a message; the English texts are the source of all keys. */
export type MessageKey = keyof typeof englishMessages

/** Every text of the kit, by key; a language that lacks one does not compile. */
export type Messages = Readonly<Record<MessageKey, Message>>

/** What a message's `{name}` parameters may be; `count` also chooses the plural form. */
export type MessageParams = Readonly<Record<string, string | number>>

/** One language of the kit. */
export interface ConferenceInvitationsLocale {
  /** BCP 47 tag: decides plurals, numbers and times. */
  code: string
  /** Direction of the script. */
  dir: 'ltr' | 'rtl'
  messages: Messages
}
