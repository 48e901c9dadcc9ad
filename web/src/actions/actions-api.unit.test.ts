import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ApiClient, ApiError } from '../api/client.ts';
import { sendAction } from './actions-api.ts';
import type { SupervisorAction } from './core/types.ts';

const action: SupervisorAction = { kind: 'setDnd', extension: '1001', on: false };
const done = { id: 'a1', state: 'done', words: 'It is off.', outcome: 0, answeredAt: 1 };

/** An API that answers with these, one after another. */
const apiOf = (answers: readonly unknown[]) => {
  const asked: unknown[] = [];
  const never = () => Promise.reject(new Error('not asked for here'));
  const api: ApiClient = {
    get: never,
    text: never,
    list: never,
    serverTime: never,
    send: (method, path, body) => {
      const answer = answers[asked.length];
      asked.push([method, path, body]);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  return { api, asked };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('sending an action', () => {
  it('asks once when it is answered', async () => {
    const { api, asked } = apiOf([done]);
    expect(await sendAction(api, 's1', 'a1', action)).toEqual(done);
    expect(asked).toEqual([['POST', '/sites/s1/actions', { id: 'a1', action }]]);
  });
  it('asks again under the same id when the answer got lost', async () => {
    const { api, asked } = apiOf([new ApiError(0, 'cut'), new ApiError(503, 'busy'), done]);
    const answer = sendAction(api, 's1', 'a1', action);
    await vi.runAllTimersAsync();
    expect(await answer).toEqual(done);
    expect(asked.length).toBe(3);
    expect(asked[2]).toEqual(asked[0]);
  });
  it('does not know what stays unanswered', async () => {
    const { api, asked } = apiOf([new ApiError(0, 'cut'), new ApiError(0, 'cut'), new ApiError(0, 'cut'), new ApiError(0, 'cut')]);
    const answer = sendAction(api, 's1', 'a1', action);
    await vi.runAllTimersAsync();
    expect((await answer).state).toBe('unknown');
    expect(asked.length).toBe(4);
  });
  it('does not repeat what was refused before the PBX was asked', async () => {
    const { api, asked } = apiOf([new ApiError(403, 'Not allowed')]);
    await expect(sendAction(api, 's1', 'a1', action)).rejects.toThrow('Not allowed');
    expect(asked.length).toBe(1);
  });
});
