import { NextResponse, type NextRequest } from 'next/server'

/** A layout is not told which page it frames; this header tells it where to come back to after a sign-in. */
export const pathHeader = 'x-andon-path'

export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers)
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!_next/|api/|.*\\.).*)'] }
