package dev.labelmill.lambda.http;

import java.net.InetAddress;

/**
 * Addresses of the public internet, by the registries of special-purpose addresses (RFC 6890 and IANA's lists that it begins). All
 * else, such as the machine itself, private networks and the clouds' metadata services (169.254.169.254, fd00:ec2::254), is
 * nothing that a user's endpoint can be at.
 */
final class PublicAddresses {

    /** Networks of IPv4 that are not public, as first address and length of the prefix. */
    private static final int[][] SPECIAL = {
        {0x00000000, 8}, // this network
        {0x0A000000, 8}, // private
        {0x64400000, 10}, // shared by carriers
        {0x7F000000, 8}, // loopback
        {0xA9FE0000, 16}, // link-local, metadata
        {0xAC100000, 12}, // private
        {0xC0000000, 24}, // protocols
        {0xC0000200, 24}, // documentation
        {0xC0A80000, 16}, // private
        {0xC6120000, 15}, // benchmarks
        {0xC6336400, 24}, // documentation
        {0xCB007100, 24}, // documentation
        {0xE0000000, 3}, // multicast, reserved, broadcast
    };

    private static final int IPV4_BYTES = 4;

    private PublicAddresses() {}

    /** Whether an address is one. */
    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV4_BYTES ? isPublic(number(bytes)) : isPublicVersion6(bytes);
    }

    private static boolean isPublic(int address) {
        for (int[] network : SPECIAL) {
            if ((address ^ network[0]) >>> (Integer.SIZE - network[1]) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Global unicast is 2000::/3; of it 2001::/23, 2001:db8::/32 and 2002::/16 are for protocols and documents, or hide an IPv4 address. */
    private static boolean isPublicVersion6(byte[] bytes) {
        int begin = number(bytes);
        return begin >>> 29 == 1 && begin >>> 9 != 0x20010000 >>> 9 && begin != 0x20010DB8 && begin >>> 16 != 0x2002;
    }

    private static int number(byte[] bytes) {
        int number = 0;
        for (int i = 0; i < IPV4_BYTES; i++) {
            number = number << Byte.SIZE | bytes[i] & 0xFF;
        }
        return number;
    }
}
