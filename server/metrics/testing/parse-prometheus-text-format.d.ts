declare module 'parse-prometheus-text-format' {
  type Sample = { value: string; labels?: Record<string, string> }

  /** Reads Prometheus text of the format 0.0.4. */
  export default function parse(text: string): { name: string; help: string; type: string; metrics: Sample[] }[]
}
