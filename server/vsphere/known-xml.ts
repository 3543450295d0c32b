import { KnownTags } from './known-tags'
import { KnownTexts } from './known-texts'

/** Tables of tags: a server that writes as vSphere does needs a few for each method. */
const mostTables = 256

/**
 * The tags and short texts that one server has written, which it writes in every reply: kept from one to the next. A server
 * that makes up new ones all the time is forgotten again.
 */
export class KnownXml {
  #texts = new KnownTexts()
  #count = { tables: 0 }
  #tags = new KnownTags(undefined, this.#count)

  /** For one more reply, which is read to its end with these. */
  forNext(): { texts: KnownTexts; tags: KnownTags } {
    if (this.#count.tables > mostTables) {
      this.#texts = new KnownTexts()
      this.#count = { tables: 0 }
      this.#tags = new KnownTags(undefined, this.#count)
    }
    return { texts: this.#texts, tags: this.#tags }
  }
}
