//! Which addresses of machines are open to everybody.
//!
//! Comes in: an address of a machine. Goes out: whether it is public. Knows the
//! registers of the IANA and nothing else.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What is not public: an address and how many of its bits count.
const CLOSED_V4: &[(Ipv4Addr, u32)] = &[
    // This network; 0.0.0.0 is this machine.
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    // Private.
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    // Behind the address translation of a provider.
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    // This machine.
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // Link-local, with what tells a rented machine its keys.
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    // The same for Azure, public by its number only.
    (Ipv4Addr::new(168, 63, 129, 16), 32),
    // Protocols.
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    // Documentation.
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Relays from IPv6, given up.
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    // Measurements.
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    // Multicast.
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    // Reserved; the last one is broadcast.
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// All that is public so far is in here: no loopback, no link-local, no private
/// network, no multicast.
const OPEN_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// What in it is not.
const CLOSED_V6: &[(Ipv6Addr, u32)] = &[
    // Protocols, with Teredo, which leads to an IPv4 address that it hides.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    // Documentation.
    (Ipv6Addr::new(0x2001, 0xDB8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3FFF, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Networks that lead to the IPv4 address after so many bits.
const EMBEDDED: &[(Ipv6Addr, u32, u32)] = &[
    // Mapped: the same machine, written otherwise.
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xFFFF, 0, 0), 96, 96),
    // NAT64.
    (Ipv6Addr::new(0x64, 0xFF9B, 0, 0, 0, 0, 0, 0), 96, 96),
    // 6to4.
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, 16),
];

pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match embedded(ip) {
            Some(ip) => is_public_v4(ip),
            None => is_in_v6(ip, OPEN_V6) && !CLOSED_V6.iter().any(|&network| is_in_v6(ip, network)),
        },
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !CLOSED_V4.iter().any(|&(network, bits)| (ip.to_bits() ^ network.to_bits()) >> (32 - bits) == 0)
}

fn is_in_v6(ip: Ipv6Addr, (network, bits): (Ipv6Addr, u32)) -> bool {
    (ip.to_bits() ^ network.to_bits()) >> (128 - bits) == 0
}

fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let (_, _, start) = *EMBEDDED.iter().find(|&&(network, bits, _)| is_in_v6(ip, (network, bits)))?;
    u32::try_from((ip.to_bits() << start) >> 96).ok().map(Ipv4Addr::from_bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(addresses: &[&str], expected: bool) {
        for address in addresses {
            let ip: IpAddr = address.parse().expect("an address");
            assert_eq!(is_public(ip), expected, "{address}");
        }
    }

    #[test]
    fn what_is_open_to_everybody_is_public() {
        check(
            &[
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:db7::1",
                "2001:db9::1",
                "2003:7f00:1::1",
                "2001:4860:4860::8888",
                "2606:4700::1111",
                "2a00:1450::1",
                "3ffe:ffff::1",
                "3fff:1000::1",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
            ],
            true,
        );
    }

    #[test]
    fn what_is_not_is_not() {
        check(
            &[
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.0",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.0.2.255",
                "192.88.99.1",
                "192.88.99.255",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.1",
                "198.51.100.255",
                "203.0.113.1",
                "203.0.113.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
            ],
            false,
        );
        check(
            &[
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::fffe:8.8.8.8",
                "::1:ffff:8.8.8.8",
                "100::1",
                "2001::1",
                "2001:0:808:808::1",
                "2001:10::1",
                "2001:20::1",
                "2001:1ff::1",
                "2001:db8::1",
                "3fff::1",
                "3fff:fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1",
                "64:ff9b:1::8.8.8.8",
                "64:ff9b::1:808:808",
            ],
            false,
        );
    }

    #[test]
    fn an_address_within_an_address_is_looked_at() {
        for closed in ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "100.64.0.1", "224.0.0.1", "0.0.0.0"]
        {
            let [a, b, c, d] = closed.parse::<Ipv4Addr>().expect("an address").octets();
            let two_by_two = format!("{a:02x}{b:02x}:{c:02x}{d:02x}");
            check(&[&format!("::ffff:{closed}"), &format!("64:ff9b::{closed}")], false);
            check(&[&format!("2002:{two_by_two}::1"), &format!("::ffff:{two_by_two}")], false);
        }
    }

    #[test]
    fn the_standard_library_knows_no_private_address_that_this_does_not() {
        // A step that is no power of two, so that all bits change.
        for bits in (0..u32::MAX).step_by(65_521) {
            let ip = Ipv4Addr::from_bits(bits);
            let closed = ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_multicast()
                || ip.is_broadcast()
                || ip.is_documentation()
                || ip.is_unspecified();
            assert!(!(closed && is_public(ip.into())), "{ip}");
            assert_eq!(is_public(ip.into()), is_public(ip.to_ipv6_mapped().into()), "{ip}");
        }
    }
}
