import assert from 'node:assert/strict'
import { gunzipSync } from 'node:zlib'
import { startSimulator, type SimulatedHost } from '../simulator/start/start-simulator'
import type { GzipLabel } from '../simulator/world/quirks'
import { startAndon } from './andon'
import type { Check, Pair, Suite } from './check'
import { curl as findCurl } from './peers'
import { run } from './process'

/** The byte-level rules that real clients lean on, with a client that shows every byte. */
async function open(): Promise<Pair> {
  await findCurl()
  const host = await startSimulator({ product: 'esx', preset: 'demo', speed: 0, password: 'p<&>w' })
  return { checks: checks(host), close: () => host.close() }
}

const sdk = (host: SimulatedHost) => `${host.url.replace(/\/sdk$/, '')}/sdk`

/** Posts what comes in, and gives the head of the answer before its body. */
const posting = ['-s', '-i', '--http1.1', '-X', 'POST', '--data-binary', '@-']

type Reply = { status: number; headers: string; body: string }

async function post(host: SimulatedHost, body: string, ...options: string[]): Promise<Reply> {
  const args = [...posting, '-H', 'Content-Type: text/xml', ...options, sdk(host)]
  const { stdout } = await run('curl', args, { input: body })
  return split(stdout)
}

function split(text: string): Reply {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  // `100 Continue` comes with a head of its own.
  if (head.startsWith('HTTP/1.1 100')) return split(rest.join('\r\n\r\n'))
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), headers: head, body: rest.join('\r\n\r\n') }
}

const envelope = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n<soapenv:Body>\n${content}</soapenv:Body>\n</soapenv:Envelope>`
const serviceContent =
  '<RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent>'
const login = (password: string) =>
  `<Login xmlns="urn:vim25"><_this type="SessionManager">ha-sessionmgr</_this><userName>root</userName><password>${password}</password></Login>`
const names = `<RetrieveProperties xmlns="urn:vim25"><_this type="PropertyCollector">ha-property-collector</_this><specSet><propSet><type>HostSystem</type><pathSet>name</pathSet><pathSet>datastore</pathSet></propSet><objectSet><obj type="HostSystem">ha-host</obj></objectSet></specSet></RetrieveProperties>`

async function signIn(host: SimulatedHost): Promise<string> {
  const { headers } = await post(host, envelope(login('p&lt;&amp;&gt;w')))
  const cookie = /^set-cookie: (vmware_soap_session=[^;]+)/im.exec(headers)?.[1]
  assert.ok(cookie, headers)
  return cookie
}

function checks(host: SimulatedHost): Check[] {
  return [
    {
      capability: 'no SOAPAction, newline after Body (as virsh sends)',
      run: async () => assert.equal((await post(host, envelope(serviceContent))).status, 200),
    },
    {
      capability: 'chunked, default-namespace envelope, unquoted SOAPAction (as govc sends)',
      run: async () => {
        const body = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>${serviceContent}</Body></Envelope>`
        const reply = await post(host, body, '-H', 'Transfer-Encoding: chunked', '-H', 'SOAPAction: urn:vim25/7.0')
        assert.equal(reply.status, 200)
      },
    },
    {
      capability: 'versionId attributes, quoted SOAPAction (as pyVmomi sends)',
      run: async () => {
        const body = envelope(serviceContent.replace('<_this ', '<_this versionId="8.0.2.0" '))
        assert.equal((await post(host, body, '-H', 'SOAPAction: "urn:vim25/8.0.2.0"')).status, 200)
      },
    },
    {
      capability: 'no white space inside a response',
      run: async () => {
        const { body } = await post(host, envelope(serviceContent))
        const inner =
          /<RetrieveServiceContentResponse xmlns="urn:vim25">([\s\S]*)<\/RetrieveServiceContentResponse>/.exec(
            body,
          )?.[1]
        assert.ok(inner)
        assert.doesNotMatch(inner, />\s+</)
      },
    },
    {
      capability: 'a fault is HTTP 500 with faultcode, faultstring and a typed detail',
      run: async () => {
        const { status, body } = await post(host, envelope(login('wrong')))
        assert.equal(status, 500)
        assert.match(
          body,
          /<faultcode>ServerFaultCode<\/faultcode><faultstring>.+<\/faultstring><detail><InvalidLoginFault xmlns="urn:vim25" xsi:type="InvalidLogin">/,
        )
      },
    },
    {
      capability: 'session cookie: quoted, HttpOnly, not Secure over plain HTTP',
      run: async () => {
        const { headers } = await post(host, envelope(login('p&lt;&amp;&gt;w')))
        assert.match(headers, /^set-cookie: vmware_soap_session="[^"]+"; Path=\/; HttpOnly;?\s*$/im)
      },
    },
    {
      capability: 'xsi:type literals and typed items of arrays',
      run: async () => {
        const { body } = await post(host, envelope(names), '-H', `Cookie: ${await signIn(host)}`)
        assert.match(body, /<val xsi:type="xsd:string">/)
        assert.match(
          body,
          /<val xsi:type="ArrayOfManagedObjectReference"><ManagedObjectReference (type="Datastore" xsi:type="ManagedObjectReference"|xsi:type="ManagedObjectReference" type="Datastore")>/,
        )
      },
    },
    {
      capability: 'gzip when it is asked for',
      run: async () => {
        const cookie = await signIn(host)
        const args = [
          '-s',
          '-X',
          'POST',
          '--data-binary',
          '@-',
          '-H',
          'Accept-Encoding: gzip',
          '-H',
          `Cookie: ${cookie}`,
          '-o',
          '-',
          sdk(host),
        ]
        const plain = await post(host, envelope(names), '-H', `Cookie: ${cookie}`)
        const { raw } = await run('curl', args, { input: envelope(names) })
        const isGzip = raw[0] === 0x1f && raw[1] === 0x8b
        assert.equal(isGzip ? gunzipSync(raw).toString() : raw.toString(), plain.body)
      },
    },
    {
      capability: 'a child out of order is refused as a real server refuses it',
      run: async () => {
        const body = envelope(login('x').replace(/(<userName>.*<\/userName>)(<password>.*<\/password>)/, '$2$1'))
        const reply = await post(host, body)
        assert.equal(reply.status, 500)
        assert.match(
          reply.body,
          /Unexpected element tag &quot;userName&quot; seen|Unexpected element tag "userName" seen/,
        )
      },
    },
    {
      capability: 'a DOCTYPE is refused',
      run: async () => {
        const reply = await post(
          host,
          `<!DOCTYPE x [<!ENTITY a "b">]>${envelope(serviceContent).replace(/^<\?.*\?>\n/, '')}`,
        )
        assert.notEqual(reply.status, 200)
      },
    },
    {
      capability: 'two requests on one connection',
      run: async () => {
        const args = [
          '-s',
          '-v',
          '--http1.1',
          '-X',
          'POST',
          '--data-binary',
          envelope(serviceContent),
          '-H',
          'Content-Type: text/xml',
          sdk(host),
          sdk(host),
          '-o',
          '/dev/null',
          '-o',
          '/dev/null',
        ]
        const { stderr } = await run('curl', args)
        assert.match(stderr, /Re-using existing connection/i)
      },
    },
    {
      capability: 'vimServiceVersions.xml without a session',
      run: async () => {
        const { stdout } = await run('curl', ['-s', `${sdk(host)}/vimServiceVersions.xml`])
        assert.match(stdout, /<namespace><name>urn:vim25<\/name><version>[^<]+<\/version><priorVersions>/)
      },
    },
  ]
}

const oddNote = 'bell \u0007, one \u0001, bytes \udcff\udcc3.'
const noteOf = (host: SimulatedHost) =>
  `<RetrieveProperties xmlns="urn:vim25"><_this type="PropertyCollector">ha-property-collector</_this><specSet><propSet><type>VirtualMachine</type><pathSet>config.annotation</pathSet></propSet><objectSet><obj type="VirtualMachine">${host.vm('web-frontend').value}</obj></objectSet></specSet></RetrieveProperties>`

/** What is odd on the wire, byte by byte, and what Andon shows of it. */
async function openOdd(): Promise<Pair> {
  await findCurl()
  const host = await startSimulator({ product: 'esx', preset: 'demo', speed: 0, password: 'p<&>w' })
  host.update('web-frontend', { 'config.annotation': oddNote })
  const andon = await startAndon({ ...host, autoAnswer: false })
  const bytes = async (): Promise<{ head: string; body: Buffer }> => {
    const options = ['-H', `Cookie: ${await signIn(host)}`]
    const { raw } = await run('curl', [...posting, ...options, sdk(host)], { input: envelope(noteOf(host)) })
    const end = raw.indexOf('\r\n\r\n')
    return { head: raw.subarray(0, end).toString('latin1'), body: raw.subarray(end + 4) }
  }
  const shown = async () => {
    const detail = await andon.ask.readVmDetail(andon.vm('web-frontend').key)
    if (!detail.ok) throw new Error(detail.error.sentence)
    return detail.value.note
  }
  const gzip = (label: GzipLabel, encoding: string | undefined): Check => ({
    capability: `gzip that is called ${label}: the bytes are gzip, and Andon reads them`,
    run: async () => {
      Object.assign(host.quirks, { gzip: label, alwaysGzip: true, oddText: 'replaced' })
      const { head, body } = await bytes()
      assert.equal(/^content-encoding: (.*)$/im.exec(head)?.[1]?.trim(), encoding)
      assert.deepEqual([...body.subarray(0, 2)], [0x1f, 0x8b])
      assert.match((await shown()) ?? '', /^bell .*\.$/)
    },
  })
  return {
    checks: [
      {
        capability: 'control characters and wrong UTF-8 as they are: in the bytes, and U+FFFD on our screen',
        run: async () => {
          Object.assign(host.quirks, { oddText: 'raw', alwaysGzip: false })
          const { body } = await bytes()
          for (const odd of [[0x07], [0x01], [0xff, 0xc3]]) assert.ok(body.includes(Buffer.from(odd)), odd.join())
          assert.match((await shown()) ?? '', /^bell \ufffd, one \ufffd, bytes \ufffd+\.$/)
        },
      },
      {
        capability: 'references to control characters: in the bytes, and U+FFFD on our screen',
        run: async () => {
          Object.assign(host.quirks, { oddText: 'references', alwaysGzip: false })
          assert.match((await bytes()).body.toString('latin1'), /&#(?:1|x1);/)
          assert.match((await shown()) ?? '', /^bell \ufffd, one \ufffd, bytes/)
        },
      },
      gzip('none', undefined),
      gzip('x-gzip', 'x-gzip'),
      gzip('GZIP', 'GZIP'),
    ],
    close: async () => {
      await andon.close()
      await host.close()
    },
  }
}

export const curlSuites: Suite[] = [
  { client: 'curl', server: 'ESXi (simulated)', open },
  { client: 'curl and Andon', server: 'odd bytes of ESXi', open: openOdd },
]
