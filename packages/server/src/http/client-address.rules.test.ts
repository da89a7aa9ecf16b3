import ipaddr from "ipaddr.js";
import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address.rules.ts";

const trusted = ["10.0.0.0/8", "2001:db8:ffff::/48", "127.0.0.1/32"].map((text) => ipaddr.parseCIDR(text));

describe("whose connection it is", () => {
  it.each<[string, string | undefined, string | undefined, string | null]>([
    ["the socket's", "203.0.113.7", undefined, "203.0.113.7"],
    ["the socket's, as IPv6 writes IPv4", "::ffff:203.0.113.7", undefined, "203.0.113.7"],
    ["the household's", "2001:db8:1:2:aaaa:bbbb:cccc:dddd", undefined, "2001:db8:1:2::/64"],
    ["not what a stranger says of themselves", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
    ["what the proxy says", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
    ["what the proxies say", "10.1.2.3", "198.51.100.1, 10.9.9.9", "198.51.100.1"],
    ["not what somebody told the proxy", "10.1.2.3", "192.0.2.1, 198.51.100.1", "198.51.100.1"],
    ["behind a proxy on this machine", "127.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["behind an IPv6 proxy", "2001:db8:ffff::5", "2001:db8:9:8::1", "2001:db8:9:8::/64"],
    ["nobody's: the proxy itself asks", "10.1.2.3", undefined, null],
    ["nobody's: this machine", "::1", undefined, null],
    ["nobody's: no socket", undefined, undefined, null],
    ["nobody's: no address", "10.1.2.3", "unknown", null],
    ["nobody's: no address before one", "10.1.2.3", "198.51.100.1, <script>", null],
  ])("%s", (_, remote, forwardedFor, address) => {
    expect(clientAddress(remote, forwardedFor, trusted)).toBe(address);
  });
});
