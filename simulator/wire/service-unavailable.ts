/** The reverse proxy in front of a host that takes no more: plain HTTP 503 with an HTML page, no SOAP at all (vim25 7). */
export class ServiceUnavailable extends Error {
  override name = 'ServiceUnavailable'
}

export const serviceUnavailablePage =
  '<html><head><title>503 Service Unavailable</title></head><body>503 Service Unavailable ' +
  '(Failed to connect to endpoint: [N7Vmacore4Http20NamedPipeServiceSpecE:0x000000a1b2c3d4e0] _serverNamespace = /sdk)</body></html>'
