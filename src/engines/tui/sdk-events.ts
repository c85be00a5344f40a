import { InvitationRejectedReason, type InvitationEvent } from '../../manager/enums'
import type {
  InvitationEventPayloads,
  InvitationListNotice,
  InvitationNotice,
} from '../../manager/types'
import type { Incoming } from './incoming'
import { toUserInfo, type RoomReader } from './normalise'
import type { Outgoing } from './outgoing'
import type { TUIPayloadLike } from './sdk-manager'

/** Where an event goes on to. */
export type Emit = <Name extends InvitationEvent>(
  name: Name,
  payload: InvitationEventPayloads[Name],
) => void

export interface SdkEventOptions {
  rooms: RoomReader
  incoming: Incoming
  outgoing: Outgoing
  emit: Emit
}

/** What to do with each event of the SDK: bring it into the contract's form, leave out what is no news. */
export function createSdkEventHandlers({
  rooms,
  incoming,
  outgoing,
  emit,
}: SdkEventOptions): Record<InvitationEvent, (payload: TUIPayloadLike) => void> {
  function listNoticeOf(payload: TUIPayloadLike): InvitationListNotice {
    const notice = rooms.noticeOf(payload)
    return { roomId: notice.roomInfo.roomId, ...notice }
  }

  function put(name: 'onInvitationAdded' | 'onInvitationStatusChanged', payload: TUIPayloadLike) {
    const notice = listNoticeOf(payload)
    incoming.noteRow(notice.roomId, notice.invitation, false)
    const news = outgoing.notePut(notice)
    if (news) emit(name, news)
  }

  /** Whether an ending is news to the invitee. */
  function endsRing({ roomInfo, invitation }: InvitationNotice, name: InvitationEvent): boolean {
    return incoming.end(roomInfo.roomId, name, invitation.invitee.userId)
  }

  function endOutgoing({ roomInfo, invitation }: InvitationNotice) {
    outgoing.end(roomInfo.roomId, invitation.invitee.userId)
  }

  return {
    onReceiveInvitation(payload) {
      const notice = rooms.noticeOf(payload)
      const { extensionInfo = '' } = payload
      const news = incoming.receive({ ...notice, extensionInfo })
      if (news) emit('onReceiveInvitation', news)
    },
    onInvitationHandledByOtherDevice(payload) {
      const roomInfo = rooms.roomOf(payload)
      const accepted = payload.accepted === true
      incoming.noteHandled(roomInfo.roomId, () =>
        emit('onInvitationHandledByOtherDevice', { roomInfo, accepted }),
      )
    },
    onInvitationCancelled(payload) {
      const notice = rooms.noticeOf(payload)
      if (endsRing(notice, 'onInvitationCancelled')) emit('onInvitationCancelled', notice)
    },
    onInvitationAccepted(payload) {
      const notice = rooms.noticeOf(payload)
      endOutgoing(notice)
      emit('onInvitationAccepted', notice)
    },
    onInvitationRejected(payload) {
      const notice = rooms.noticeOf(payload)
      const { reason = InvitationRejectedReason.REJECT_TO_ENTER } = payload
      endOutgoing(notice)
      emit('onInvitationRejected', { ...notice, reason: reason as InvitationRejectedReason })
    },
    onInvitationTimeout(payload) {
      const notice = rooms.noticeOf(payload)
      const { roomId } = notice.roomInfo
      const { userId } = notice.invitation.invitee
      // where the deadline is known it was told in time, or the ring ended otherwise
      if (incoming.knows(roomId, userId) || outgoing.knows(roomId, userId)) return
      endsRing(notice, 'onInvitationTimeout')
      emit('onInvitationTimeout', notice)
    },
    onInvitationRevokedByAdmin(payload) {
      const notice = rooms.noticeOf(payload)
      const operateUser = toUserInfo(payload.operateUser ?? payload.admin)
      endOutgoing(notice)
      if (!endsRing(notice, 'onInvitationRevokedByAdmin')) return
      emit('onInvitationRevokedByAdmin', { ...notice, operateUser })
    },
    onInvitationAdded: (payload) => put('onInvitationAdded', payload),
    onInvitationRemoved(payload) {
      const notice = listNoticeOf(payload)
      incoming.noteRow(notice.roomId, notice.invitation, true)
      outgoing.noteRemoved(notice)
      emit('onInvitationRemoved', notice)
    },
    onInvitationStatusChanged: (payload) => put('onInvitationStatusChanged', payload),
  }
}
