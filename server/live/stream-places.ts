/** Who follows the live data, by all that it is counted under. */
export type Follower = {
  /** The session or display link. One browser has one stream for all its tabs, and for a moment the one before it. */
  owner: string
  /** The account, of a person. */
  account?: string
  /** The address that it comes from, as the server saw it. */
  source: string
}

type StreamLimits = { owner: number; account: number; source: number }

/** A browser opens six connections to a site; a team shares an account in a demo, and an office an address. */
const defaultStreamLimits: StreamLimits = { owner: 8, account: 40, source: 400 }

const whose: Record<keyof StreamLimits, string> = {
  owner: 'this sign-in or display link',
  account: 'this account',
  source: 'this address',
}

export type StreamPlaces = {
  /** @returns how to give the place back, which may be done twice; or in a sentence why there is none. */
  take(follower: Follower): { ok: true; giveBack: () => void } | { ok: false; because: string }
}

/** Counts who follows the live data, so that nobody holds more of the server than their part. */
export function createStreamPlaces(limits: StreamLimits = defaultStreamLimits): StreamPlaces {
  const taken = new Map<string, number>()
  const countOf = (key: string) => taken.get(key) ?? 0

  return {
    take(follower) {
      const keys = new Map<keyof StreamLimits, string>()
      for (const kind of ['owner', 'account', 'source'] as const) {
        const id = follower[kind]
        if (id !== undefined) keys.set(kind, `${kind} ${id}`)
      }
      for (const [kind, key] of keys) {
        if (countOf(key) < limits[kind]) continue
        const because = `The live data is followed ${limits[kind]} times by ${whose[kind]} already. Close a page of it elsewhere.`
        return { ok: false, because }
      }
      for (const key of keys.values()) taken.set(key, countOf(key) + 1)
      let isMine = true
      return {
        ok: true,
        giveBack() {
          if (!isMine) return
          isMine = false
          for (const key of keys.values()) {
            const left = countOf(key) - 1
            if (left > 0) taken.set(key, left)
            else taken.delete(key)
          }
        },
      }
    },
  }
}
