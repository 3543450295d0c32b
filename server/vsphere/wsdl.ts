import { complexTypes, enumValues, scalarTypes, vimMethods, type Field, type Method } from './schema/schema'

/**
 * The WSDL of vim25, written from the schema tables: one source for the order of elements, for reading, and for the
 * description of the service. `vim25.wsdl` beside this file is the same text for people and for other tools; a test holds
 * the two together, so that nothing has to be read from disk at run time.
 * @param tells `methods`: nothing of what is in them, nor of what comes back. node-soap makes the calls from that, whose bodies we
 * write and read ourselves: it reads it in a fifth of the time, which every start waits for.
 */
export function vim25Wsdl(tells: 'everything' | 'methods' = 'everything'): string {
  const all = [...vimMethods.values()]
  const isWhole = tells === 'everything'
  return lines(
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<wsdl:definitions name="vim25" targetNamespace="urn:vim25" xmlns:vim25="urn:vim25"',
    '  xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"',
    '  xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    '  <wsdl:types>',
    '    <xsd:schema targetNamespace="urn:vim25" elementFormDefault="qualified">',
    ...(isWhole ? schemaTypes() : []),
    ...(isWhole ? all.flatMap(elements) : all.map(bareElement)),
    '    </xsd:schema>',
    '  </wsdl:types>',
    ...all.flatMap((method) => (isWhole ? [request(method), response(method)] : [request(method)])),
    '  <wsdl:portType name="VimPortType">',
    ...all.map(isWhole ? portOperation : bareOperation),
    '  </wsdl:portType>',
    '  <wsdl:binding name="VimBinding" type="vim25:VimPortType">',
    '    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>',
    ...all.map((method) => boundOperation(method, isWhole)),
    '  </wsdl:binding>',
    '  <wsdl:service name="VimService">',
    '    <wsdl:port name="VimPort" binding="vim25:VimBinding">',
    '      <soap:address location="https://localhost/sdk"/>',
    '    </wsdl:port>',
    '  </wsdl:service>',
    '</wsdl:definitions>',
    '',
  )
}

const lines = (...text: string[]) => text.join('\n')

function schemaTypes(): string[] {
  const reference = [
    '      <xsd:complexType name="ManagedObjectReference"><xsd:simpleContent><xsd:extension base="xsd:string">',
    '        <xsd:attribute name="type" type="xsd:string"/>',
    '      </xsd:extension></xsd:simpleContent></xsd:complexType>',
  ]
  const enums = [...enumValues].map(([name, values]) => {
    const allowed = values.map((value) => `<xsd:enumeration value="${value}"/>`).join('')
    return `      <xsd:simpleType name="${name}"><xsd:restriction base="xsd:string">${allowed}</xsd:restriction></xsd:simpleType>`
  })
  const types = [...complexTypes.values()].map(({ name, base, own }) => {
    const sequence = `<xsd:sequence>${own.map(element).join('')}</xsd:sequence>`
    const content =
      base !== undefined && complexTypes.has(base)
        ? `<xsd:complexContent><xsd:extension base="vim25:${base}">${sequence}</xsd:extension></xsd:complexContent>`
        : sequence
    return `      <xsd:complexType name="${name}">${content}</xsd:complexType>`
  })
  return [...reference, ...enums, ...types]
}

function element({ name, type, list, optional }: Field): string {
  const least = optional ? ' minOccurs="0"' : ''
  const most = list ? ' maxOccurs="unbounded"' : ''
  return `<xsd:element name="${name}" type="${qualified(type)}"${least}${most}/>`
}

/** A type that is in no table may be anything. */
function qualified(type: string): string {
  if (scalarTypes.has(type)) return `xsd:${type}`
  const known = type === 'ManagedObjectReference' || complexTypes.has(type) || enumValues.has(type)
  return known ? `vim25:${type}` : 'xsd:anyType'
}

function elements({ name, parameters, result }: Method): string[] {
  const self: Field = { name: '_this', type: 'ManagedObjectReference', list: false, optional: false }
  const sequence = (fields: Field[]) =>
    `<xsd:complexType><xsd:sequence>${fields.map(element).join('')}</xsd:sequence></xsd:complexType>`
  return [
    `      <xsd:element name="${name}">${sequence([self, ...parameters])}</xsd:element>`,
    `      <xsd:element name="${name}Response">${sequence(result ? [result] : [])}</xsd:element>`,
  ]
}

const bareElement = ({ name }: Method) => `      <xsd:element name="${name}"/>`

const request = ({ name }: Method) =>
  `  <wsdl:message name="${name}Request"><wsdl:part name="parameters" element="vim25:${name}"/></wsdl:message>`

const response = ({ name }: Method) =>
  `  <wsdl:message name="${name}Response"><wsdl:part name="parameters" element="vim25:${name}Response"/></wsdl:message>`

const portOperation = ({ name }: Method) =>
  `    <wsdl:operation name="${name}"><wsdl:input message="vim25:${name}Request"/>` +
  `<wsdl:output message="vim25:${name}Response"/></wsdl:operation>`

const bareOperation = ({ name }: Method) =>
  `    <wsdl:operation name="${name}"><wsdl:input message="vim25:${name}Request"/></wsdl:operation>`

/** The action carries the API version, not the method; the client sets it once the version is negotiated. */
const boundOperation = ({ name }: Method, isWhole: boolean) =>
  `    <wsdl:operation name="${name}"><soap:operation soapAction="urn:vim25/2.5"/>` +
  `<wsdl:input><soap:body use="literal"/></wsdl:input>${isWhole ? '<wsdl:output><soap:body use="literal"/></wsdl:output>' : ''}</wsdl:operation>`
