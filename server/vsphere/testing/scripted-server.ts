import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Endpoint, TlsTrust } from '@/lib/vsphere/connection'

/** For tests: answers a method with the inside of its response element, or does anything else with the response. */
export type Script = (call: ScriptedCall) => string | undefined | Promise<string | undefined>

export type ScriptedCall = {
  method: string
  /** The whole request body. */
  body: string
  request: IncomingMessage
  response: ServerResponse
}

export type ScriptedServer = {
  endpoint: (trust?: TlsTrust) => Endpoint
  /** Names of the methods called, in order; `GET /path` for anything that is no call. */
  calls: string[]
  close(): Promise<void>
}

export const serviceContent = `<returnval><rootFolder type="Folder">group-d1</rootFolder>
  <propertyCollector type="PropertyCollector">propertyCollector</propertyCollector>
  <viewManager type="ViewManager">ViewManager</viewManager>
  <about><name>VMware ESXi</name><fullName>VMware ESXi 8.0.3 build-1</fullName><vendor>VMware, Inc.</vendor>
  <version>8.0.3</version><build>1</build><osType>vmnix-x86</osType><productLineId>embeddedEsx</productLineId>
  <apiType>HostAgent</apiType><apiVersion>8.0.3.0</apiVersion></about>
  <sessionManager type="SessionManager">ha-sessionmgr</sessionManager></returnval>`

/** A server for tests that says what the test wants, however wrong it is. */
export async function startScriptedServer(script: Script, tls?: ServerOptions): Promise<ScriptedServer> {
  const calls: string[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const method = /Body><(?:\w+:)?(\w+)/.exec(body)?.[1] ?? `${request.method} ${request.url}`
    calls.push(method)
    const inside = await script({ method, body, request, response })
    if (inside === undefined || response.headersSent || response.destroyed) return
    response.setHeader('content-type', 'text/xml; charset=utf-8')
    response.end(envelope(`<${method}Response xmlns="urn:vim25">${inside}</${method}Response>`))
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    // A client that goes away in the middle is what some tests are about.
    handle(request, response).catch(() => response.destroy())
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return {
    calls,
    endpoint: (trust = { kind: 'none' }) => ({ transport: tls ? 'https' : 'http', host: '127.0.0.1', port, trust }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const envelope = (inside: string) =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n' +
  `<soapenv:Body>\n${inside}\n</soapenv:Body>\n</soapenv:Envelope>`

/** Sends a fault as vSphere does: with HTTP 500. */
export function sendFault(response: ServerResponse, type: string, text = type, fields = ''): undefined {
  response.writeHead(500, { 'content-type': 'text/xml; charset=utf-8' })
  const detail = `<${type}Fault xmlns="urn:vim25" xsi:type="${type}">${fields}</${type}Fault>`
  const fault = `<faultcode>ServerFaultCode</faultcode><faultstring>${text}</faultstring><detail>${detail}</detail>`
  response.end(envelope(`<soapenv:Fault>${fault}</soapenv:Fault>`))
}
