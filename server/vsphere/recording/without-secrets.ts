import { escapeXml } from '../encode'

/** Stands in a recording where a secret was. */
export const replaced = 'replaced-by-the-recorder'

/** A text element whose name says that it holds a secret: `password`, `sessionTicket`, `vncPassword`, `privateKey`. */
const secretElement =
  /(<(?:\w+:)?\w*(?:[Pp]assw(?:or)?d|[Pp]assphrase|[Tt]icket|[Tt]oken|[Cc]ookie|[Ss]ecret|[Pp]rivateKey)(?:\s[^<>]*)?>)(?:[^<]|<!\[CDATA\[[\s\S]*?\]\]>)+(?=<\/)/g

/** A page of properties is continued with a token that opens nothing else. */
const pageToken = /^(?:Continue|Cancel)?RetrieveProperties/

/** An option of a VM or a host, `<key>RemoteDisplay.vnc.password</key><value …>…</value>`. */
const secretOption =
  /(<(?:\w+:)?key(?:\s[^<>]*)?>[^<]*(?:passw|passphrase|secret|token|cookie|vnc\.key|guestinfo|encryption|keysafe|dataFileKey)[^<]*<\/(?:\w+:)?key>\s*<(?:\w+:)?value(?:\s[^<>]*)?>)(?:[^<]|<!\[CDATA\[[\s\S]*?\]\]>)+(?=<\/)/gi

/** The key of a session, in Login's reply and in `SessionManager.currentSession`. */
const sessionKey =
  /(<(?:\w+:)?(?:returnval|val|currentSession|sessionList|UserSession)(?:\s[^<>]*)?>\s*<(?:\w+:)?key(?:\s[^<>]*)?>)[^<]+(?=<\/(?:\w+:)?key>\s*<(?:\w+:)?userName)/g

/** What a ticket is good for stays; what opens something goes. */
const harmlessInTickets = /^(?:host|hostName|port|sslThumbprint|cfgFile|ticketType)$/
const textElement = /(<(?:\w+:)?(\w+)(?:\s[^<>]*)?>)[^<]+(?=<\/)/g

/**
 * A request or a reply without passwords, session keys, cookies and tickets, wherever the protocol puts them. Names,
 * addresses and notes stay.
 * @param method the vim25 method that it belongs to.
 * @param secrets texts that stand nowhere afterwards, such as the password of the connection, as they are and escaped.
 */
export function withoutSecrets(xml: string, method: string, secrets: readonly string[]): string {
  let safe = xml
  if (method.startsWith('Acquire')) {
    safe = safe.replace(textElement, (whole, open: string, name: string) =>
      harmlessInTickets.test(name) || name === '_this' ? whole : `${open}${replaced}`,
    )
  }
  safe = safe.replace(secretElement, (whole, open: string) =>
    pageToken.test(method) && /^<(?:\w+:)?token\b/.test(open) ? whole : `${open}${replaced}`,
  )
  safe = safe.replace(secretOption, `$1${replaced}`).replace(sessionKey, `$1${replaced}`)
  const forms = secrets
    .flatMap((secret) => [secret, escaped(secret), escapedByHosts(secret)])
    .filter(({ length }) => length >= shortestSecret)
  // In texts only: somebody's password may be the name of an element.
  return safe.replace(/(^|>)[^<]+/g, (text) => forms.reduce((left, form) => left.replaceAll(form, replaced), text))
}

/** A shorter one would be found in every second word; where the protocol puts it, it is replaced all the same. */
const shortestSecret = 4

function escaped(text: string): string {
  try {
    return escapeXml(text)
  } catch {
    return text // such a text never left
  }
}

/** Hosts leave quotes and line ends as they are. */
const escapedByHosts = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
