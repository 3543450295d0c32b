/**
 * Where to go after signing in: a path of this site, whatever the address said. `//host`, `/\host` and full addresses
 * lead elsewhere and become the board.
 */
export function ownPath(path: string | undefined): string {
  if (path === undefined || !/^\/(?![/\\])/u.test(path)) return '/'
  try {
    const url = new URL(path, 'http://andon.invalid')
    // `/vms/..//host` is `//host` once it is resolved.
    const own = url.host === 'andon.invalid' && !/^\/(?:\/|sign-in)/u.test(url.pathname)
    return own ? url.pathname + url.search : '/'
  } catch {
    return '/'
  }
}
