import { WireError } from './errors'
import type { HttpAnswer } from './http-transport'

const excerptLength = 500

/**
 * Lets 200 and 500 pass when they can hold SOAP (a fault comes with 500) and names everything else.
 * @throws WireError `service-unavailable`, `needs-tls`, `not-vsphere`, `http-status`.
 */
export async function judgeStatus(answer: HttpAnswer): Promise<void> {
  const { status, headers } = answer
  const type = String(headers['content-type'] ?? '').toLowerCase()
  const isMarkup = type === '' || type.includes('xml')
  if ((status === 200 || status === 500) && isMarkup) return
  const detail = `HTTP ${status} ${type}: ${await excerpt(answer)}`
  if (status >= 300 && status < 400) {
    const location = String(headers.location)
    throw new WireError(location.startsWith('https:') ? 'needs-tls' : 'http-status', `${detail} (to ${location})`)
  }
  if (status === 503) throw new WireError('service-unavailable', detail)
  // Go's server says so in words when it wants TLS.
  if (status === 400 && /HTTPS server|HTTPS port/i.test(detail)) throw new WireError('needs-tls', detail)
  if (status === 200 || status === 404) throw new WireError('not-vsphere', detail)
  throw new WireError('http-status', detail)
}

/** The start of a body, for the technical text behind an error. */
async function excerpt({ body }: HttpAnswer): Promise<string> {
  let text = ''
  try {
    for await (const piece of body) {
      text += piece
      if (text.length >= excerptLength) break
    }
  } catch {
    // What the body would have said does not matter more than the status.
  }
  return text.slice(0, excerptLength).trim()
}
