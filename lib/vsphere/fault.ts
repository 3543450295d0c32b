/** A vSphere fault as text for people: the sentence and the whole chain behind it. */
export type FaultText = {
  /** The fault's type on the wire, such as `InvalidPowerState`. */
  type: string
  /** `localizedMessage` or `faultstring`, unchanged. */
  message: string
  /** `faultMessage[]` and causes, outermost first, unchanged; message keys such as `msg.vmx.poweron.failed` where given. */
  chain: { key?: string; message: string }[]
}
