/** A segment of a page's path without its escapes; one that is no escape at all stands for itself. */
export function plainSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
