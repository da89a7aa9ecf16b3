import ipaddr from "ipaddr.js";

/** A network, as ipaddr.js parses it. */
export type Network = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * Whose connection it is, as the limits count: an IPv4 address, or the 64 bits of IPv6 that a household or office has.
 * Behind proxies that the operator named it is the last address that none of them has.
 * @returns null where that tells nobody from anybody: this machine, which is to say a proxy that nobody named
 */
export function clientAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly Network[],
): string | null {
  const chain = [...(forwardedFor?.split(",") ?? []), remote ?? ""].map((text) => text.trim());
  for (const text of chain.reverse()) {
    // Whoever stands before something that is no address can't be known: the one behind it is not to be believed.
    if (!ipaddr.isValid(text)) return null;
    const address = ipaddr.process(text);
    if (trusted.some((network) => isWithin(address, network))) continue;
    if (address.range() === "loopback") return null;
    if (address.kind() === "ipv4") return address.toString();
    return `${ipaddr.fromByteArray([...address.toByteArray().slice(0, 8), ...new Array(8).fill(0)]).toString()}/64`;
  }
  return null;
}

const isWithin = (address: ReturnType<typeof ipaddr.process>, [network, bits]: Network): boolean =>
  address.kind() === network.kind() && address.match(network, bits);
