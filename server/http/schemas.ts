import * as v from 'valibot'
import {
  InvitationCode,
  InvitationRejectedReason,
  InvitationStatus,
  UserRole,
} from '../../src/manager/enums'
import { MAX_PAGE_COUNT, MAX_USERS_PER_CALL } from '../../src/manager/limits'
import { limitedText, nameLength, urlLength } from '../schemas'

// Types are checked here; the ranges of the contract (ids, timeouts, sizes) by its own rules, so that there is one place
// that says them.

const role = v.picklist(Object.values(UserRole))
const whole = v.pipe(v.number(), v.integer())

export const profileBody = v.object({
  userName: v.optional(limitedText(nameLength)),
  nameCard: v.optional(limitedText(nameLength)),
  avatarUrl: v.optional(limitedText(urlLength)),
})

export const roomBody = v.object({
  owner: v.object({ userId: v.string(), ...profileBody.entries }),
  roomName: v.optional(v.string()),
  inviterRole: v.optional(role),
})

export const roleBody = v.object({ userRole: role })

export const inviteBody = v.object({
  inviterId: v.string(),
  userIdList: v.pipe(v.array(v.string()), v.maxLength(MAX_USERS_PER_CALL)),
  timeout: v.optional(whole),
  extensionInfo: v.optional(v.string()),
  silent: v.optional(v.boolean()),
})

export const pageQuery = v.object({
  cursor: v.optional(v.string()),
  count: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/),
      v.toNumber(),
      v.minValue(1),
      v.maxValue(MAX_PAGE_COUNT),
    ),
  ),
})

export const operatorQuery = v.object({ operatorId: v.optional(v.string()) })

export const pushSubscriptionBody = v.object({
  endpoint: limitedText(urlLength),
  keys: v.object({ p256dh: limitedText(nameLength), auth: limitedText(nameLength) }),
})

export const pushEndpointBody = v.object({ endpoint: limitedText(urlLength) })

export const devTokenBody = v.object({ userId: v.string(), ...profileBody.entries })

const user = v.object({
  userId: v.string(),
  userName: v.string(),
  nameCard: v.string(),
  avatarUrl: v.string(),
  userRole: role,
})

const roomInfo = v.object({
  roomId: v.string(),
  roomName: v.string(),
  ownerId: v.string(),
  ownerName: v.string(),
  ownerAvatarUrl: v.string(),
  createTime: whole,
  roomMemberCount: whole,
  password: v.string(),
  inviterRole: v.optional(role),
})

const invitation = v.object({
  invitee: user,
  inviter: user,
  status: v.picklist(Object.values(InvitationStatus)),
  createdAt: whole,
  updatedAt: whole,
  expiresAt: v.nullable(whole),
  extensionInfo: v.string(),
  revision: whole,
  silent: v.optional(v.boolean()),
  reason: v.optional(v.picklist(Object.values(InvitationRejectedReason))),
  reply: v.optional(v.string()),
})

export const roomAnswer = v.object({ roomInfo, members: v.array(user), revision: whole })

export const pageAnswer = v.object({ invitationList: v.array(invitation), cursor: v.string() })

export const inviteAnswer = v.object({
  results: v.array(
    v.object({ userId: v.string(), code: v.picklist(Object.values(InvitationCode)) }),
  ),
})

export const presenceAnswer = v.object({
  userId: v.string(),
  online: v.boolean(),
  rooms: v.array(v.string()),
})

export const statusAnswer = v.object({ status: v.picklist(['ok', 'unavailable']) })

export const pushKeyAnswer = v.object({ publicKey: v.string() })

export const devTokenAnswer = v.object({ token: v.string(), expiresAt: whole })

export const errorAnswer = v.object({ error: v.object({ code: whole, message: v.string() }) })
