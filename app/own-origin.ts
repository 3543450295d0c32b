type Headers = { get(name: string): string | null }

/**
 * Whether a request comes from a page of ours, by what its browser says. Next's own check lets requests without an
 * Origin through; a browser always sends one with a POST.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  const host = headers.get('x-forwarded-host')?.split(',')[0]?.trim() ?? headers.get('host')
  const site = headers.get('sec-fetch-site')
  if (!origin || !host || (site !== null && site !== 'same-origin')) return false
  return URL.canParse(origin) && new URL(origin).host === host
}
