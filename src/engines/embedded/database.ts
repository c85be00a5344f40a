import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { InvitationStatus } from '../../manager/enums'
import type { ListPosition, Message } from '../../manager/ports'
import type {
  InvitationRecord,
  MemberRecord,
  ProfileRecord,
  RoomRecord,
} from '../../manager/records'
import { closedError } from '../../manager/signals'

const VERSION = 1

/** What lies in the browser's storage; `null` in `dueAt` keeps a record out of the index. */
export interface Schema extends DBSchema {
  rooms: { key: string; value: RoomRecord; indexes: { due: number } }
  members: { key: [roomId: string, userId: string]; value: MemberRecord }
  invitations: {
    key: [roomId: string, userId: string]
    value: InvitationRecord
    indexes: {
      position: [roomId: string, ...position: ListPosition]
      invitee: [userId: string, status: InvitationStatus]
      due: number
    }
  }
  profiles: { key: string; value: ProfileRecord }
  quotas: { key: string; value: number[] }
  /** The messages of each commit, numbered in the order of the commits. */
  log: { key: number; value: Message[] }
}

type StoreName = 'rooms' | 'members' | 'invitations' | 'profiles' | 'quotas' | 'log'
const STORES: StoreName[] = ['rooms', 'members', 'invitations', 'profiles', 'quotas', 'log']

export type ReadTransaction = IDBPTransaction<Schema, StoreName[], 'readonly'>
export type WriteTransaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>

/** The database of a namespace, opened anew after it was lost. */
export interface Database {
  /** Opens it where it is not open; rejects with what the browser says. */
  open(): Promise<void>
  /** Runs something in a transaction over these stores; it may wait for nothing but its requests. */
  read<Result>(
    stores: StoreName[],
    run: (transaction: ReadTransaction) => Promise<Result>,
  ): Promise<Result>
  /** Runs something in a transaction that excludes every other tab; all of it is kept, or nothing. */
  write<Result>(run: (transaction: WriteTransaction) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export interface DatabaseHooks {
  /** First look at a database that was just opened, before anybody else may use it. */
  prepare(transaction: ReadTransaction): Promise<void>
  onOpen(): void
  /** The browser took the open database away. */
  onLost(): void
  /** It could not be opened. */
  onRefused(): void
}

/** Creates a {@link Database}; nothing is touched before it is opened. */
export function createDatabase(name: string, hooks: DatabaseHooks): Database {
  let current: IDBPDatabase<Schema> | null = null
  let opening: Promise<IDBPDatabase<Schema>> | null = null
  let isClosed = false
  /** Transactions under way: a connection is not closed before they are through. */
  const running = new Set<Promise<void>>()

  function follow({ done }: { done: Promise<void> }) {
    // what became of it is known to whoever runs it
    const ended = done.catch(() => {}).finally(() => running.delete(ended))
    running.add(ended)
  }

  function get(): Promise<IDBPDatabase<Schema>> {
    if (isClosed) return Promise.reject(closedError())
    if (current) return Promise.resolve(current)
    opening ??= openAnew().finally(() => (opening = null))
    return opening
  }

  async function openAnew() {
    try {
      const database = await openOrFail(name, lose)
      const transaction = database.transaction(['log'], 'readonly') as unknown as ReadTransaction
      transaction.done.catch(() => {})
      await hooks.prepare(transaction)
      if (isClosed) {
        database.close()
        throw closedError()
      }
      current = database
      hooks.onOpen()
      return database
    } catch (error) {
      hooks.onRefused()
      throw error
    }
  }

  function lose(database: IDBPDatabase<Schema> | null) {
    database?.close()
    if (current === null || isClosed) return
    current = null
    hooks.onLost()
  }

  async function use<Result>(run: (database: IDBPDatabase<Schema>) => Promise<Result>) {
    const database = await get()
    try {
      return await run(database)
    } catch (error) {
      // the connection is gone, though nobody said so
      const isDead = error instanceof DOMException && error.name === 'InvalidStateError'
      if (isDead && database === current) lose(database)
      throw error
    }
  }

  return {
    open: async () => void (await get()),
    read: (stores, run) =>
      use((database) => {
        const transaction = database.transaction(stores, 'readonly') as ReadTransaction
        follow(transaction)
        return run(transaction)
      }),
    write: (run) =>
      use(async (database) => {
        const transaction = database.transaction(STORES, 'readwrite', { durability: 'relaxed' })
        follow(transaction)
        try {
          const result = await run(transaction)
          await transaction.done
          return result
        } catch (error) {
          abort(transaction)
          throw error
        }
      }),
    async close() {
      isClosed = true
      current?.close()
      current = null
      await Promise.all(running)
    },
  }
}

function openOrFail(
  name: string,
  lose: (database: IDBPDatabase<Schema> | null) => void,
): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    let database: IDBPDatabase<Schema> | null = null
    const opened = openDB<Schema>(name, VERSION, {
      upgrade: createStores,
      blocked() {
        reject(new Error('another tab keeps an older version of the storage open'))
        // too late now
        void opened.then((value) => value.close())
      },
      // somebody deletes it or needs a newer version: stand in nobody's way
      blocking: () => lose(database),
      terminated: () => lose(database),
    })
    opened.then((value) => {
      database = value
      resolve(value)
    }, reject)
  })
}

function createStores(database: IDBPDatabase<Schema>) {
  database.createObjectStore('rooms', { keyPath: 'roomId' }).createIndex('due', 'dueAt')
  database.createObjectStore('members', { keyPath: ['roomId', 'user.userId'] })
  const invitations = database.createObjectStore('invitations', {
    keyPath: ['roomId', 'invitee.userId'],
  })
  invitations.createIndex('position', ['roomId', 'addedAt', 'place', 'invitee.userId'])
  invitations.createIndex('invitee', ['invitee.userId', 'status'])
  invitations.createIndex('due', 'dueAt')
  database.createObjectStore('profiles', { keyPath: 'userId' })
  database.createObjectStore('quotas')
  database.createObjectStore('log', { autoIncrement: true })
}

function abort(transaction: WriteTransaction) {
  try {
    transaction.abort()
  } catch {
    // it has ended by itself
  }
}
