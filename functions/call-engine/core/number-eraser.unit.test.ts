import { describe, expect, test } from 'vitest';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { createNumberEraser } from './number-eraser.ts';

const plan = (outboundPrefixes: readonly string[], country = 'GB') =>
  siteConfigSchema.parse({ devices: [], country, dialPlan: { outboundPrefixes } });
const eraser = createNumberEraser('+442079460123', [plan([]), plan(['9'])]);

describe('a number in a text', () => {
  test.each([
    ['02079460123', '███████████'],
    ['+442079460123', '█████████████'],
    ['00442079460123', '██████████████'],
    ['902079460123', '████████████'],
    ['(020) 7946-0123', '███████████████'],
    ['001,GE,,02079460123,94101,12', '001,GE,,███████████,94101,12'],
    ['ring 020 7946 0123, or +442079460123!', 'ring █████████████, or █████████████!'],
    ['2026 02079460123 17', '2026 ███████████ 17'],
  ])('%s becomes %s', (text, left) => {
    expect(eraser.erase(text)).toBe(left);
  });

  test.each(['02079460124', '020794601234', '102079460123', '7946 0123', '1001', '', 'no number', '+12079460123', '2026030209000123'])(
    '%s stays',
    (text) => {
      expect(eraser.erase(text)).toBe(text);
    },
  );

  test('with a prefix for an outside line is what was dialled, not who called', () => {
    expect(eraser.isDialled('902079460123')).toBe(true);
    expect(eraser.isCaller('902079460123')).toBe(false);
    expect(eraser.isCaller('02079460123')).toBe(true);
  });

  test('is read by the country of the site', () => {
    const french = createNumberEraser('+33142685300', [plan([], 'FR')]);
    expect(french.erase('0142685300')).toBe('██████████');
    expect(eraser.erase('0142685300')).toBe('0142685300');
  });
});
