// One constant each: an app bundles only those that the client asks for.

/** Going down, or moving on: connect anew. */
export const GOING_AWAY = 1001
/** The frame breaks the protocol: connecting anew changes nothing. */
export const BAD_FRAME = 4400
/** The token is not good, or no longer: get a new one. */
export const BAD_TOKEN = 4401
/** Nobody said hello. */
export const NO_HELLO = 4408
/** The same device has connected anew. */
export const REPLACED = 4409
/** Too large a frame. */
export const TOO_LARGE = 4413
/** Too much in too short a time: connect anew, later. */
export const TOO_MUCH = 4429
/** It reads too slowly: connect anew and resume. */
export const TOO_SLOW = 4430
