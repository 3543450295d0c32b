import { perWorld } from './world'

/**
 * Whether changes that real servers do not notify (wire/silence.ts) are told all the same. The one place to flip: silence is
 * what real servers do.
 */
const tellsSilentPropertiesByDefault = false

/** Whether an ESXi host answers QueryEvents, which real ones do not implement. The one place to flip. */
const esxAnswersQueryEventsByDefault = false

/** How a body that is gzip is labelled. `twice` is compressed twice, and says so. */
export type GzipLabel = 'gzip' | 'none' | 'x-gzip' | 'GZIP' | 'doubled' | 'twice'

/** How this server differs from the well-behaved one: what real servers do at times, and clients have to live with. */
export type Quirks = {
  /** Tell what real servers do not notify. */
  tellsSilentProperties: boolean
  /** ESXi only: QueryEvents works, instead of being NotImplemented. */
  esxAnswersQueryEvents: boolean
  /** ContinueRetrievePropertiesEx is refused to accounts that lack any right, as vCenter 7.0.3 to 8.0.2 does. */
  refusesContinueToLimited: boolean
  /** Tasks name the system as their reason, whoever called; only their events say who it was. */
  hidesStarters: boolean
  /** `/folder` wants the `&` of a datacenter's path escaped twice (`EP%2526T`), and knows no other. */
  wantsAmpersandTwice: boolean
  /** After so many failed logins in a row an account is locked for so long, and tells nothing but InvalidLogin. */
  lockOut: { readonly failures: number; readonly forMs: number } | undefined
  /**
   * What becomes of characters that XML cannot carry: a question mark; the character as it is; a reference to it (`&#1;`). With
   * `raw` and `references`, U+DC80 to U+DCFF are the bytes 80 to FF, so that texts can hold wrong UTF-8.
   */
  oddText: 'replaced' | 'raw' | 'references'
  /** `/screen` is not there, whatever `screenshotSupported` says. */
  noScreens: boolean
  /** No reply tells of more objects than these, however many the caller takes. */
  mostObjects: number | undefined
  /** How compressed replies are labelled. */
  gzip: GzipLabel
  /** Replies are compressed whether the caller takes it or not, and however short they are. */
  alwaysGzip: boolean
}

/** The quirks of a world's server. Tests change them while it runs. */
export const quirksOf = perWorld((): Quirks => ({
  tellsSilentProperties: tellsSilentPropertiesByDefault,
  esxAnswersQueryEvents: esxAnswersQueryEventsByDefault,
  refusesContinueToLimited: false,
  hidesStarters: false,
  wantsAmpersandTwice: false,
  lockOut: undefined,
  oddText: 'replaced',
  noScreens: false,
  mostObjects: undefined,
  gzip: 'gzip',
  alwaysGzip: false,
}))

/** Quirks by the names that the command line has for them. */
export const quirkNames = {
  silent: { tellsSilentProperties: false },
  'no-query-events': { esxAnswersQueryEvents: false },
  'refuse-continue': { refusesContinueToLimited: true },
  'hides-starters': { hidesStarters: true },
  'ampersand-twice': { wantsAmpersandTwice: true },
  'lock-out': { lockOut: { failures: 5, forMs: 900_000 } },
  'control-characters': { oddText: 'raw' },
  'control-references': { oddText: 'references' },
  'no-screen': { noScreens: true },
  'one-object': { mostObjects: 1 },
  'gzip-unlabelled': { gzip: 'none', alwaysGzip: true },
  'gzip-x-gzip': { gzip: 'x-gzip' },
  'gzip-upper-case': { gzip: 'GZIP' },
  'gzip-doubled': { gzip: 'doubled' },
} as const satisfies Record<string, Partial<Quirks>>

export type QuirkName = keyof typeof quirkNames
