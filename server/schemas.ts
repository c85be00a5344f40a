import * as v from 'valibot'

/** Longest name of a person, and longest address of a picture: bytes of UTF-8. */
export const nameLength = 256
export const urlLength = 2_048

/** A text of at most so many bytes of UTF-8. */
export const limitedText = (maxBytes: number) => v.pipe(v.string(), v.maxBytes(maxBytes))
