/** What is made of something is made once, and is the same as long as that is: then nothing is drawn again. */
export function onceForEach<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  const made = new WeakMap<From, Made>()
  return (from) => {
    const known = made.get(from)
    if (known !== undefined) return known
    const now = make(from)
    made.set(from, now)
    return now
  }
}
