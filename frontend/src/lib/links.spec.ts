import fc from '@/test/properties'
import { describe, expect, it } from 'vitest'
import { splitLinks } from './links'

/** Each link in brackets, with where it leads when that is not what it says. */
const show = (text: string) =>
  splitLinks(text)
    .map(({ text, href }) => (href ? `[${text}${href === text ? '' : ` → ${href}`}]` : text))
    .join('')

describe('links', () => {
  it.each([
    ['see https://example.org/a?b=c#d now', 'see [https://example.org/a?b=c#d] now'],
    ['HTTP://Example.org/A', '[HTTP://Example.org/A → http://example.org/A]'],
    ['www.example.org', '[www.example.org → https://www.example.org/]'],
    ['http://localhost:5000/x', '[http://localhost:5000/x]'],
    ['ada@example.org', '[ada@example.org → mailto:ada@example.org]'],
    ['mailto:ada+b@example.org', 'mailto:[ada+b@example.org → mailto:ada%2Bb@example.org]'],
    ['a%0Ab@example.org', '[a%0Ab@example.org → mailto:a%250Ab@example.org]'],
    ['jürgen@müller.de', '[jürgen@müller.de → mailto:j%C3%BCrgen@müller.de]'],
    ['https://a.org/1\nhttps://a.org/2', '[https://a.org/1]\n[https://a.org/2]'],
  ])('are found: %s', (text, shown) => {
    expect(show(text)).toBe(shown)
  })

  it.each([
    ['Look at https://a.org/x.', 'Look at [https://a.org/x].'],
    ['(https://a.org/x)', '([https://a.org/x])'],
    ['(see https://a.org/x_(y).)', '(see [https://a.org/x_(y)].)'],
    ['[a](https://a.org/x), b', '[a]([https://a.org/x]), b'],
    ['<https://a.org/x>', '<[https://a.org/x]>'],
    ['„https://a.org/x“', '„[https://a.org/x]“'],
    ['https://a.org/x?!', '[https://a.org/x]?!'],
    ['**https://a.org/x**', '**[https://a.org/x]**'],
    ['看https://a.org/x。好', '看[https://a.org/x]。好'],
    ['Ask ada@example.org.', 'Ask [ada@example.org → mailto:ada@example.org].'],
  ])('leave what is around them: %s', (text, shown) => {
    expect(show(text)).toBe(shown)
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.org',
    'example.org',
    'www.',
    'www.example',
    'www...org',
    'xhttps://a.org',
    'https://',
    'https://[',
    'a@b',
    'a@b.c',
    'a@1.2',
    '@home',
    '.a@b.org',
  ])('are not everywhere: %s', (text) => {
    expect(splitLinks(text)).toEqual([{ text }])
  })

  const pieces = fc.constantFrom(
    ...['https://', 'http://', 'www.', 'a.org', '@', '.', ')', '(', ' ', '\n', 'javascript:', 'é'],
  )
  const texts = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'grapheme' })))
    .map((parts) => parts.join(''))

  it('together with the rest are the text, whatever it is', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parts = splitLinks(text)
        expect(parts.map((part) => part.text).join('')).toBe(text)
        expect(parts.every((part) => part.text)).toBe(true)
      }),
    )
  })

  it('lead nowhere but to the web and to e-mail', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const hrefs = splitLinks(text).flatMap(({ href }) => (href ? [href] : []))
        for (const href of hrefs) expect(href).toMatch(/^(https?:\/\/|mailto:)[^\s"<>]+$/)
      }),
    )
  })

  it.each(['a', 'a.', 'a@', 'www.', 'https://a.org/)', 'a@b.', '.@'])(
    'are found at once in a long text of %s',
    (piece) => {
      const text = piece.repeat(Math.ceil(16_384 / piece.length))
      const before = performance.now()
      splitLinks(text)
      expect(performance.now() - before).toBeLessThan(100)
    },
  )
})
