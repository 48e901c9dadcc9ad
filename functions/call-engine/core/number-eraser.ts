import { erasedText } from '../../domain/erased.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { cleanDialled, e164Of } from './dial-plan.ts';

/** Country and dial plan of a site, under which its digits become E.164. */
export type NumberPlan = Pick<SiteConfig, 'country' | 'dialPlan'>;

export interface EventNumberEraser {
  /** Whether digits that called in are the number. */
  readonly isCaller: (digits: string) => boolean;
  /** Whether digits as dialled, prefix for an outside line and all, are the number. */
  readonly isDialled: (digits: string) => boolean;
  /** The text with every spelling of the number in it replaced; the very text when there is none. */
  readonly erase: (text: string) => string;
  /** False when the text certainly does not hold the number: cheap. */
  readonly mayHold: (text: string) => boolean;
}

/** Last digits that every spelling of a number ends with, whatever stands before. */
const sureDigits = 6;
/** Digits with what people and systems put between them. */
const spelled = /\+?\(?\d(?:[\d ().\-/]*\d)?/g;
/** A text that is a number and nothing else; in others the engine's reading would find a number somewhere. */
const onlyNumber = /^[+(]*\d[\d ().\-/]*$/;
const separators = /([^\d+]+)/;
/** Pieces of a run of digits and separators that are tried together; longer runs are tables, not numbers. */
const piecesTogether = 9;

const plansOf = (plans: readonly NumberPlan[]): readonly NumberPlan[] => [
  ...new Map(plans.map((plan) => [`${plan.country}|${plan.dialPlan.outboundPrefixes.join(',')}`, plan])).values(),
];

/**
 * Tells where a number stands, by the engine's own reading of digits under each of the site's dial plans, past and present.
 * @param e164 with its plus sign
 */
export const createNumberEraser = (e164: string, plans: readonly NumberPlan[]): EventNumberEraser => {
  const known = plansOf(plans);
  const tail = e164.replace(/\D/g, '').slice(-sureDigits);
  const mayHold = (text: string): boolean => text.length >= tail.length && (text.includes(tail) || text.replace(/\D/g, '').includes(tail));
  const isCaller = (digits: string): boolean => mayHold(digits) && known.some((plan) => e164Of(digits, plan.country) === e164);
  const isDialled = (digits: string): boolean =>
    mayHold(digits) && known.some((plan) => e164Of(cleanDialled(digits, plan.dialPlan), plan.country) === e164);
  const is = (text: string): boolean => isCaller(text) || isDialled(text);
  /** A run of digits, spaces and the like: the number may be all of it or some of its pieces. */
  const eraseRun = (run: string): string => {
    if (!mayHold(run)) return run;
    if (is(run)) return erasedText(run);
    const pieces = run.split(separators);
    for (let size = Math.min(pieces.length, piecesTogether); size > 0; size -= 1)
      for (let from = 0; from + size <= pieces.length; from += 1) {
        const part = pieces.slice(from, from + size).join('');
        if (!/^[+\d(]/.test(part) || !/\d$/.test(part) || !is(part)) continue;
        const rest = pieces.slice(from + size).join('');
        return eraseRun(pieces.slice(0, from).join('')) + erasedText(part) + eraseRun(rest);
      }
    return run;
  };
  return {
    isCaller,
    isDialled,
    mayHold,
    erase: (text) => {
      if (!mayHold(text)) return text;
      return onlyNumber.test(text) && is(text) ? erasedText(text) : text.replace(spelled, eraseRun);
    },
  };
};
