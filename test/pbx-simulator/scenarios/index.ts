import * as fromPhones from './from-phones.ts';
import {
  abandonInQueue,
  abandonWhileRinging,
  announcementInQueue,
  announcementThenQueue,
  answeredInbound,
  autoAttendant,
  noAnswerAdvance,
  overflow,
  queueThenAgent,
  ringAll,
  wrapUp,
} from './inbound.ts';
import type { Scenario } from './scenario.ts';
import * as talking from './talking.ts';

/** Every scripted scenario, by name. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  [
    answeredInbound,
    queueThenAgent,
    abandonInQueue,
    abandonWhileRinging,
    ringAll,
    noAnswerAdvance,
    overflow,
    announcementThenQueue,
    announcementInQueue,
    autoAttendant,
    wrapUp,
    ...Object.values(talking),
    ...Object.values(fromPhones),
  ].map((scenario) => [scenario.name, scenario]),
);
