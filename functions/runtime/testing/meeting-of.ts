/** Waits until so many have come to it, so that all of them go on from what they read before; who comes later does not wait. */
export const meetingOf = (many: number): (() => Promise<void>) => {
  let come = 0;
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come >= many) open();
    return opened;
  };
};
