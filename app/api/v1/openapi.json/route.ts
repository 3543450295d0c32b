import { openApi } from '@/lib/api/openapi'

let text: string | undefined

/** What `/api/v1` is, as an OpenAPI document: for everybody who reaches this console, since it says nothing of this one. */
export const GET = (): Response =>
  new Response((text ??= JSON.stringify(openApi())), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' },
  })
