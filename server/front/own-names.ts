import { isIP } from 'node:net'

/** Under which names this console is asked: `ANDON_ORIGIN`, or without it what nobody else can have. */
export type OwnNames = {
  /**
   * How a page is called that was asked under this host name (`andon.example`, `[::1]:3000`): its origins, one unless both
   * schemes may be meant. Undefined: this console is not called so.
   */
  originsOf(host: string): readonly string[] | undefined
  /** The origin to name to people; undefined when none was configured. */
  readonly first: string | undefined
}

/**
 * @param text `ANDON_ORIGIN`: `https://andon.example, http://10.0.0.5:3000`.
 * @param hostname what this machine is called, which counts where nothing is configured.
 * @throws one sentence about the first entry that is no origin.
 */
export function ownNamesFrom(text: string | undefined, hostname: string): OwnNames {
  const origins = [...new Set(entriesOf(text).map(originOf))]
  if (origins.length === 0) return namesOfNobodyElse(hostname.toLowerCase())
  return {
    first: origins[0],
    originsOf(host) {
      const called = origins.filter((origin) => hostIn(new URL(origin).protocol, host) === new URL(origin).host)
      return called.length === 0 ? undefined : called
    },
  }
}

const entriesOf = (text: string | undefined) => (text ?? '').split(',').flatMap((one) => one.trim() || [])

function originOf(entry: string): string {
  const url = URL.canParse(entry) ? new URL(entry) : undefined
  if (!url || !/^https?:\/\/[^/?#@]+\/?$/i.test(entry) || hostIn(url.protocol, url.host) === undefined)
    throw new Error(`"${entry}" is no origin. Write scheme and name, as in https://andon.example.`)
  return url.origin
}

/**
 * Addresses, loopback and the machine's own name. A foreign page can be made to reach this console only under a name that
 * somebody else owns (DNS rebinding), and these nobody else owns.
 */
function namesOfNobodyElse(hostname: string): OwnNames {
  return {
    first: undefined,
    originsOf(host) {
      const called = hostIn('http:', host)
      const name = called?.replace(/:\d+$/, '')
      if (called === undefined || name === undefined) return undefined
      const isOwn = isIP(name.replace(/^\[|\]$/g, '')) !== 0 || /^(.+\.)?localhost$/.test(name) || name === hostname
      return isOwn ? [`http://${called}`, `https://${hostIn('https:', host)}`] : undefined
    },
  }
}

/** A host as an origin of this scheme has it: in small letters, without the scheme's own port. Undefined: no host. */
function hostIn(protocol: string, host: string): string | undefined {
  if (!/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host)) return undefined
  const text = `${protocol}//${host}`
  return URL.canParse(text) ? new URL(text).host : undefined
}
