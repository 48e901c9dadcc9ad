const everywhere = [
  ['1001,1002', 'either of them; a comma, a tab or a line end between'],
  ['!1003', 'not this one'],
  ['18%5', 'any characters in its place, or none'],
  ['J_hn', 'exactly one character in its place'],
] as const;
const devices = [
  ['1000-1005', 'from, to, both included'],
  ['-1005', 'up to'],
  ['2000+', 'from here on'],
] as const;

/** What can be written in the text fields of a filter (L5029-5067), told where it is typed. */
export const SpecialCharacters = ({ ranges }: { readonly ranges: boolean }) => (
  <details className="site-help special-characters">
    <summary>
      Special characters: <code>!</code> not, <code>%</code> anything, <code>_</code> one character, <code>,</code> or
      {ranges ? (
        <>
          , <code>-</code> to, <code>+</code> from
        </>
      ) : null}
    </summary>
    <dl>
      {[...everywhere, ...(ranges ? devices : [])].map(([written, means]) => (
        <div key={written}>
          <dt>
            <code>{written}</code>
          </dt>
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
    <p>
      {ranges ? (
        <>
          Together: <code>1000-1005,!1003,1040,18%5,2000+</code> takes 1000 to 1005 but not 1003, 1040, what begins with 18 and ends with 5,
          and 2000 and more. Ranges are for numbers of extensions, agents, hunt groups and trunks.{' '}
        </>
      ) : null}
      <code>%</code> alone means: has a value. Capital and small letters are the same. A <code>\</code> before a character takes it as it
      is: <code>50\%</code>.
    </p>
  </details>
);
