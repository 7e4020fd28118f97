package dev.tryout.training.tensor;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A checksum that a file carries in its metadata. It is against damage; who may write the file may write the sum. */
enum Seal {
    /** The Castagnoli polynomial: every error in 32 bits in a row is found, and of others all but one in 2^32. */
    CRC32C("crc32c", 8) {
        @Override
        Sum begin() {
            CRC32C sum = new CRC32C();
            return new Sum() {
                @Override
                public void update(byte[] bytes, int offset, int length) {
                    sum.update(bytes, offset, length);
                }

                @Override
                public String hex() {
                    return HexFormat.of().toHexDigits((int) sum.getValue());
                }
            };
        }
    },

    /** As earlier versions sealed. It costs a worker, whose JVM does not compile it well, half a second for 64 MB. */
    SHA256("sha256", 64) {
        @Override
        Sum begin() {
            MessageDigest digest = Checksums.sha256();
            return new Sum() {
                @Override
                public void update(byte[] bytes, int offset, int length) {
                    digest.update(bytes, offset, length);
                }

                @Override
                public String hex() {
                    return HexFormat.of().formatHex(digest.digest());
                }
            };
        }
    };

    /** A sum that is being taken. */
    interface Sum {
        void update(byte[] bytes, int offset, int length);

        /** In hex; the last call. */
        String hex();
    }

    private final String key;
    private final int digits;

    Seal(String key, int digits) {
        this.key = key;
        this.digits = digits;
    }

    abstract Sum begin();

    /** Its name in the metadata. */
    String key() {
        return key;
    }

    /** What stands in the sum's place while it is taken. */
    String blank() {
        return "0".repeat(digits);
    }

    /** The one that a file carries. */
    static Optional<Seal> of(Map<String, String> metadata) {
        for (Seal seal : values()) {
            String sum = metadata.get(seal.key);
            if (sum != null && sum.length() == seal.digits) {
                return Optional.of(seal);
            }
        }
        return Optional.empty();
    }
}
