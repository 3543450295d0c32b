/** What an answer says to a browser about what may be done with it. */
export type Sight = {
  /** Without the query. */
  path: string
  /** Whether the browser came through TLS, as far as is known here. */
  isTls: boolean
  /** Lets the scripts of this answer run. */
  nonce: string
  /** `next dev`: React evaluates code to find where an error came from, and styles are exchanged while one works. */
  isDevelopment: boolean
}

/** The header of the page's scripts alone; Next takes the nonce out of it. */
export const policyHeader = 'content-security-policy'

/** All of them, by lower-case name. Why each is as it is: docs/decisions/028. */
export function securityHeaders(sight: Sight): Record<string, string> {
  const mayBeFramed = sight.path === '/wall'
  return {
    [policyHeader]: contentPolicy(sight, mayBeFramed),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': notNeeded.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
    ...(!mayBeFramed && { 'x-frame-options': 'DENY', 'cross-origin-resource-policy': 'same-origin' }),
    ...(sight.isTls && { 'strict-transport-security': `max-age=${yearSeconds}` }),
  }
}

const yearSeconds = 365 * 24 * 60 * 60

const notNeeded = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'midi', 'display-capture']

function contentPolicy({ nonce, isDevelopment }: Sight, mayBeFramed: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? ` 'unsafe-eval'` : ''}`,
    `script-src-attr 'none'`,
    // The lamp in a browser's tab is drawn by the page.
    `img-src 'self' data:`,
    `style-src-elem 'self' ${isDevelopment ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `object-src 'none'`,
    `frame-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    ...(mayBeFramed ? [] : [`frame-ancestors 'none'`]),
  ].join('; ')
}
