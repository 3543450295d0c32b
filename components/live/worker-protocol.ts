import type { FeedEvent } from './feed'

/** What a tab says to the shared worker. `url` is absolute: a worker would resolve it against its own address. */
export type ToWorker = { say: 'hello'; url: string } | { say: 'resync' } | { say: 'retry' } | { say: 'bye' }

export type FromWorker = FeedEvent
