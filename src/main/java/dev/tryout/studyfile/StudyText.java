package dev.tryout.studyfile;

import dev.tryout.space.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of a study file, once it is known to be a small regular file of readable UTF-8. */
final class StudyText {
    static final int MAX_BYTES = 256 * 1024;

    private StudyText() {}

    /** @throws StudyFileException where there is no such text */
    static String read(Path file, Mistakes mistakes) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw refused(mistakes, "is a folder", "name a study file in it" + example(file));
            }
            if (!attributes.isRegularFile()) {
                throw refused(mistakes, "is not a regular file", "save the study file on disk and name that");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw refused(
                            mistakes, "is larger than " + MAX_BYTES / 1024 + " KiB", "is it a study file at all?");
                }
                return readable(decoded(bytes, mistakes), mistakes);
            }
        } catch (NoSuchFileException e) {
            throw refused(mistakes, "there is no such file", nearestFile(file));
        } catch (AccessDeniedException e) {
            throw refused(mistakes, "may not be read by this user", "change its permissions");
        } catch (IOException e) {
            String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
            throw refused(mistakes, "cannot be read: " + (reason == null ? e.toString() : reason), "");
        }
    }

    private static StudyFileException refused(Mistakes mistakes, String message, String remedy) {
        mistakes.add(List.of(), Place.WHOLE_FILE, message, remedy);
        return mistakes.exception();
    }

    private static String decoded(byte[] bytes, Mistakes mistakes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            mistakes.add(
                    List.of(),
                    end(text),
                    String.format("byte 0x%02X at offset %d is not UTF-8 text", bytes[in.position()], in.position()),
                    "save the file as UTF-8");
            throw mistakes.exception();
        }
        return text;
    }

    private static String readable(String text, Mistakes mistakes) {
        int position = 0;
        while (position < text.length()) {
            int c = text.codePointAt(position);
            if (!StreamReader.isPrintable(c)) {
                String what = c == 0 ? "a NUL character" : String.format("the control character U+%04X", c);
                mistakes.add(
                        List.of(),
                        end(text.substring(0, position)),
                        what + " has no place in a text file",
                        c == 0 ? "is it a binary file, or saved as UTF-16? Save it as UTF-8" : "remove it");
                throw mistakes.exception();
            }
            position += Character.charCount(c);
        }
        return text;
    }

    private static Place end(String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return new Place(line, 1 + last.codePointCount(0, last.length()));
    }

    private static String nearestFile(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return folder == null ? "" : "there is no folder " + folder + " either";
        }
        String question = Nearest.question(name.toString(), studyFiles(folder));
        return question.isEmpty() ? "check the path; it was looked for in " + folder : question;
    }

    private static String example(Path folder) {
        return studyFiles(folder).stream()
                .findFirst()
                .map(name -> ", such as " + folder.resolve(name))
                .orElse("");
    }

    private static List<String> studyFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .sorted()
                    .limit(1_000)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
