import ipaddr from 'ipaddr.js';

/** 2000::/3, the only IPv6 addresses given out on the internet. */
const globalUnicast = ipaddr.IPv6.parse('2000::');

/**
 * Whether an address is one of the public internet. Refused is everything else: private, loopback, link-local (with the metadata address of
 * clouds), unique-local, carrier-grade, multicast, reserved and documentation ranges, and every form in which IPv6 carries an IPv4
 * address (mapped, compatible, 6to4, Teredo, NAT64), whatever it carries.
 * @param text as a resolver gives it; anything that is not exactly an address is refused
 */
export const isPublicAddress = (text: string): boolean => {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).range() === 'unicast';
  if (!ipaddr.IPv6.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.IPv6.parse(text);
  return address.range() === 'unicast' && address.match(globalUnicast, 3);
};
