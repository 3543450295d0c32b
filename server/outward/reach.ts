import { lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { bareName, isForbidden } from './here'

/** An address that Andon calls for nobody. Its message is a sentence. */
export class Unreachable extends Error {}

/** Host names and addresses that are called all the same, lower case: an administrator of the machine allowed them. */
export type Allowed = ReadonlySet<string>

const forbidden = (host: string) =>
  new Unreachable(
    `${host} is an address of this machine, or one that only it can reach. Andon does not call those unless they are allowed.`,
  )

/** @throws Unreachable for a host that is an address nobody may call; of a name that is found out when it is called. */
export function checkHost(host: string, allowed: Allowed): void {
  const bare = bareName(host)
  if (!allowed.has(bare) && isForbidden(bare)) throw forbidden(host)
}

/**
 * Finds the addresses of a name, at the moment in which it is called, and refuses it where any of them is forbidden: a name
 * that led elsewhere when it was entered may lead here by now.
 */
export const guardedLookup =
  (allowed: Allowed): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      if (!allowed.has(bareName(hostname)) && addresses.some(({ address }) => isForbidden(address)))
        return callback(forbidden(hostname), '', 0)
      const [first] = addresses
      if (options.all) return callback(null, addresses)
      return callback(null, first?.address ?? '', first?.family ?? 0)
    })
  }
