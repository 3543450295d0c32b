const cookieName = 'vmware_soap_session'

/**
 * Finds the session cookie in `Set-Cookie` headers: quoted or not, with or without attributes, in any capitals.
 * @returns `name=value` exactly as the server wrote it, ready to be sent back; undefined when it is not there.
 */
export function readSessionCookie(setCookie: string | string[] | undefined): string | undefined {
  for (const line of [setCookie ?? []].flat()) {
    const pair = line.split(';', 1)[0]?.trim() ?? ''
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals).trim()
    const value = pair.slice(equals + 1).trim()
    if (name.toLowerCase() === cookieName && value.replaceAll('"', '') !== '') return `${name}=${value}`
  }
  return undefined
}
