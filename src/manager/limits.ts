/** Longest room id, user id: bytes of UTF-8. */
export const MAX_ROOM_ID_BYTES = 64
export const MAX_USER_ID_BYTES = 64

/** Most distinct people in one `inviteUsers` or `cancelInvitation`. */
export const MAX_USERS_PER_CALL = 1_000

/** Longest ring, in seconds (one day); 0 stands for no limit. */
export const MAX_TIMEOUT_SECONDS = 86_400

/** Largest `count` of one page of `getInvitationList`, and the default. */
export const MAX_PAGE_COUNT = 100
export const DEFAULT_PAGE_COUNT = 20

/** Largest `extensionInfo`, and largest `reply` to a declined call: bytes of UTF-8. */
export const MAX_EXTENSION_INFO_BYTES = 4_096
export const MAX_REPLY_BYTES = 512

/** Longest room name: bytes of UTF-8. */
export const MAX_ROOM_NAME_BYTES = 100

/** A user may make this many calls of one kind in a window of this many milliseconds. */
export const CALLS_PER_WINDOW = 10
export const CALL_WINDOW_MS = 5_000

/** How long an accepted invitation waits for its invitee to enter, in milliseconds. */
export const ACCEPTED_LINGER_MS = 60_000

/**
 * How long the revision of a removed invitation is remembered, in milliseconds: a message that is
 * older than the removal must still lose against it.
 */
export const TOMBSTONE_MS = 600_000

/** How long a room with nobody inside is kept, in milliseconds (one day). */
export const EMPTY_ROOM_MS = 86_400_000
