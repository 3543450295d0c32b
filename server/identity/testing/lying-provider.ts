import { createHash, createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a provider says that tells the truth unless a test makes it lie. */
export type Lies = {
  /** Claims of the ID token; undefined leaves one out. */
  claims: Record<string, unknown>
  header: Record<string, unknown>
  /** What the whole ID token becomes. */
  token: (honest: string) => string
  /** Claims that are told beside the ID token. */
  userinfo: Record<string, unknown> | undefined
  discovery: Record<string, unknown>
  /** The key that signs is not the one that is published. */
  otherKey: boolean
  /** Takes a code more than once. */
  codesLast: boolean
  /** In place of an answer, at a path. */
  instead: Partial<Record<string, (response: ServerResponse) => void>>
}

export type LyingProvider = {
  readonly issuer: string
  readonly lies: Lies
  /** Tells the truth from now on, and forgets what it was asked. */
  honest(): void
  /** Paths that were asked for, in order. */
  readonly asked: string[]
  /** What a browser is sent back with, once somebody has said there who they are. */
  signInAs(authorizationUrl: string, claims: Record<string, unknown>): string
  close(): Promise<void>
}

export const clientId = 'andon'
export const clientSecret = 'a secret of a test'

const keys = [generateKeyPairSync('rsa', { modulusLength: 2048 }), generateKeyPairSync('rsa', { modulusLength: 2048 })]

const truth = (): Lies => ({
  claims: {},
  header: {},
  token: (honest) => honest,
  userinfo: undefined,
  discovery: {},
  otherKey: false,
  codesLast: false,
  instead: {},
})

/** A small provider of OpenID Connect that can be told to lie; it knows nothing of the code that it is a test for. */
export async function lyingProvider(): Promise<LyingProvider> {
  const codes = new Map<string, { nonce: string; challenge: string; claims: Record<string, unknown> }>()
  const asked: string[] = []
  let last: Record<string, unknown> = {}
  const lies = truth()
  let issuer = ''

  function idToken(nonce: string, claims: Record<string, unknown>): string {
    const now = Math.floor(Date.now() / 1000)
    const header = { alg: 'RS256', kid: lies.otherKey ? 'other' : 'key', ...lies.header }
    const payload = { iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce, ...claims, ...lies.claims }
    const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    const { privateKey } = keys[lies.otherKey ? 1 : 0] as { privateKey: KeyObject } // there are two
    return lies.token(`${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`)
  }

  function grant(form: URLSearchParams): object | undefined {
    const code = form.get('code') ?? ''
    const known = codes.get(code)
    const verifier = form.get('code_verifier') ?? ''
    const isProven = known?.challenge === createHash('sha256').update(verifier).digest('base64url')
    if (!known || !isProven) return undefined
    if (!lies.codesLast) codes.delete(code)
    last = known.claims
    return { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken(known.nonce, known.claims) }
  }

  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', issuer)
    asked.push(pathname)
    const send = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const instead = lies.instead[pathname]
    if (instead) return instead(response)
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return void send({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          userinfo_endpoint: lies.userinfo && `${issuer}/userinfo`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          ...lies.discovery,
        })
      case '/jwks':
        return void send({
          keys: [{ ...keys[0]?.publicKey.export({ format: 'jwk' }), kid: 'key', use: 'sig', alg: 'RS256' }],
        })
      case '/userinfo':
        return void send({ sub: last.sub, ...lies.userinfo })
      case '/token': {
        let text = ''
        for await (const piece of request) text += String(piece)
        const isClient =
          request.headers.authorization ===
          `Basic ${btoa(`${clientId}:${encodeURIComponent(clientSecret).replaceAll('%20', '+')}`)}`
        const granted = isClient ? grant(new URLSearchParams(text)) : undefined
        if (granted) return void send(granted)
        return void send({ error: isClient ? 'invalid_grant' : 'invalid_client' }, isClient ? 400 : 401)
      }
      default:
        return void send({}, 404)
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  issuer = `http://127.0.0.1:${port}`
  return {
    issuer,
    lies,
    asked,
    honest() {
      Object.assign(lies, truth())
      asked.length = 0
    },
    signInAs(authorizationUrl, claims) {
      const { searchParams } = new URL(authorizationUrl)
      const code = randomUUID()
      const [nonce = '', challenge = ''] = ['nonce', 'code_challenge'].map((name) => searchParams.get(name) ?? '')
      codes.set(code, { nonce, challenge, claims })
      return `?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' })}`
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
