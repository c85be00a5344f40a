import { MAX_CALL_BYTES } from '../src/engines/service/wire'

/** So many at once, and so many more each second. */
export interface Rate {
  burst: number
  perSecond: number
}

/** What the gateway bears; all of it counted by each gateway for itself. */
export interface ServiceLimits {
  /** Sockets at a time. */
  connections: number
  /** New sockets of one network address. */
  connectionsOfAddress: Rate
  /** Frames of one socket. */
  framesOfSocket: Rate
  /** Calls of one user, all devices together. */
  callsOfUser: Rate
  /** Rings from one person to another. */
  invitesOfPair: Rate
  /** Calls of one socket that are not answered yet. */
  callsUnderWay: number
  /** Refusals of one socket before the service hangs up. */
  refusalsOfSocket: Rate
  /** How long a socket may stay without saying hello, in milliseconds. */
  helloMs: number
  /** How often clients are to send a ping; after two and a half of these without a frame they count as gone. */
  heartbeatMs: number
  /** How long a device without a socket counts as connected, in milliseconds. */
  deviceGraceMs: number
  /** What may wait to be read by a client, in bytes. */
  bufferedBytes: number
  /** Largest body of an HTTP request, in bytes. */
  bodyBytes: number
  /** How long `close` waits for clients to move on and for calls to end, in milliseconds. */
  drainMs: number
}

/** Generous for people, narrow for machines. */
export const defaultLimits: ServiceLimits = {
  connections: 20_000,
  // a whole office behind one address comes back after a restart
  connectionsOfAddress: { burst: 500, perSecond: 50 },
  framesOfSocket: { burst: 120, perSecond: 40 },
  callsOfUser: { burst: 60, perSecond: 20 },
  invitesOfPair: { burst: 10, perSecond: 0.2 },
  callsUnderWay: 16,
  refusalsOfSocket: { burst: 30, perSecond: 0.5 },
  helloMs: 5_000,
  heartbeatMs: 20_000,
  deviceGraceMs: 20_000,
  bufferedBytes: 1_048_576,
  bodyBytes: MAX_CALL_BYTES,
  drainMs: 5_000,
}
