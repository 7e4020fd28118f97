package dev.tryout.cluster.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What certificates say, in words, and for which hosts they are. */
final class Certificates {
    /** How every description begins. */
    static final String DESCRIPTION = "the certificate of ";

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Pattern IP_LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Certificates() {}

    /** Whether a host is given by its address. */
    static boolean isAddress(String host) {
        return IP_LITERAL.matcher(host).matches();
    }

    /** The hosts that a certificate names. */
    static List<String> hosts(X509Certificate certificate) {
        List<String> hosts = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
                    hosts.add(String.valueOf(name.get(1)));
                }
            }
        } catch (CertificateParsingException e) {
            return List.of(); // Names that cannot be read name nobody.
        }
        return hosts;
    }

    /** Whether it is for this host: the same address, the same name, or one label in place of a star. */
    static boolean isFor(X509Certificate certificate, String host) {
        return hosts(certificate).stream().anyMatch(name -> matches(name, host));
    }

    private static boolean matches(String name, String host) {
        if (isAddress(host)) {
            try {
                return isAddress(name) && InetAddress.getByName(name).equals(InetAddress.getByName(host));
            } catch (UnknownHostException e) {
                return false;
            }
        }
        String own = host.toLowerCase(Locale.ROOT);
        String pattern = name.toLowerCase(Locale.ROOT);
        int dot = own.indexOf('.');
        return pattern.equals(own)
                || (pattern.startsWith("*.") && dot > 0 && pattern.substring(1).equals(own.substring(dot)));
    }

    /** Such as {@code the certificate of CN=gpu-1 (for gpu-1, 10.0.0.7; issued by CN=Tryout; until 2027-01-31)}. */
    static String describe(X509Certificate certificate) {
        List<String> hosts = hosts(certificate);
        return DESCRIPTION + certificate.getSubjectX500Principal().getName() + " (for "
                + (hosts.isEmpty() ? "no host" : String.join(", ", hosts)) + "; issued by "
                + certificate.getIssuerX500Principal().getName() + "; until " + until(certificate) + ")";
    }

    /** The last day on which it is valid. */
    static String until(X509Certificate certificate) {
        return certificate
                .getNotAfter()
                .toInstant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }
}
