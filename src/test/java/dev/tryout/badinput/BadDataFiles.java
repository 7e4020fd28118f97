package dev.tryout.badinput;

import static dev.tryout.badinput.BadInput.bytes;
import static dev.tryout.badinput.BadInput.delete;
import static dev.tryout.badinput.BadInput.directory;
import static dev.tryout.badinput.BadInput.linkOut;
import static dev.tryout.badinput.BadInput.pipe;
import static dev.tryout.badinput.BadInput.replace;
import static dev.tryout.badinput.BadInput.row;
import static dev.tryout.badinput.BadInput.study;
import static dev.tryout.badinput.BadInput.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Each mistake of a row with its exact words is in {@code DataSourceTest}, {@code DataLoaderTest} and {@code TasksDataTest}. */
final class BadDataFiles {
    private static final String FILE = "data.csv";

    private BadDataFiles() {}

    static String good() {
        return IntStream.range(0, 30)
                .mapToObj(i -> "the cat " + i + " runs," + (i % 2 == 0 ? "even" : "odd") + "\n")
                .collect(Collectors.joining("", "text,label\n", ""));
    }

    static Stream<BadInput> rows() {
        String good = good();
        return Stream.of(
                row("no data file", delete(FILE), "study.yaml:15:16: there is no readable data file"),
                row("a folder", directory(FILE), "there is no readable data file"),
                row("a pipe, which nobody writes to", pipe(FILE), "there is no readable data file"),
                study("a device", FILE, "/dev/zero", "does not say its format"),
                row("a link out of its folder", linkOut(FILE), "is a link out of its folder, to ", "elsewhere"),
                row(
                        "a link in a circle",
                        folder -> {
                            Files.delete(folder.resolve(FILE));
                            Files.createSymbolicLink(folder.resolve(FILE), folder.resolve(FILE));
                        },
                        FILE),
                row(
                        "an archive whose entry would leave the folder",
                        folder -> {
                            replace(FILE, "data.zip").make(folder);
                            Files.write(folder.resolve("data.zip"), archive());
                        },
                        "data.zip",
                        ".csv, .tsv, .jsonl"),
                row("an archive under a false name", bytes(FILE, archive()), FILE),
                row("nothing in it", text(FILE, ""), "holds no examples"),
                row("a header alone", text(FILE, "text,label\n"), "holds no examples"),
                row("another header", text(FILE, good.replace("text,label", "text,lable")), "did you mean 'lable'?"),
                row(
                        "a column twice",
                        text(FILE, good.replace("text,label", "text,label,text")),
                        "two columns named 'text'"),
                row("an unclosed quote", text(FILE, good + "\"the dog,odd\n"), FILE + ":32:", "close every quote"),
                row("a value too many", text(FILE, good + "a, b,odd\n"), FILE + ":32:", "has 3 values"),
                row("no text", text(FILE, good + ",odd\n"), FILE + ":32:", "'text' is empty"),
                row("no label", text(FILE, good + "a dog,\n"), FILE + ":32:", "'label' is empty"),
                row("one class only", text(FILE, good.replace("odd", "even")), "has one class only, 'even'"),
                row(
                        "a label that only the test would see",
                        text(FILE, good + "a dog,rare\n"),
                        FILE + ":32:",
                        "class 'rare' has 1 distinct texts, too few to train, validate and test on"),
                row(
                        "a label whose texts are all another's",
                        text(FILE, good + "the dog,rare\nthe dog,rare\nthe dog,rare\n"),
                        "class 'rare' has 1 distinct texts"),
                row(
                        "Latin-1",
                        bytes(FILE, (good + "caf\u00e9,odd\n").getBytes(StandardCharsets.ISO_8859_1)),
                        FILE + ":32:",
                        "is not UTF-8"),
                row("UTF-16", bytes(FILE, good.getBytes(StandardCharsets.UTF_16BE)), "data.csv:1:"),
                row("a zero byte", text(FILE, good + "a\u0000b,odd\n"), FILE + ":32:", "zero byte"),
                row(
                        "JSON that ends too early",
                        folder -> {
                            replace(FILE, "data.jsonl").make(folder);
                            Files.writeString(folder.resolve("data.jsonl"), "{\"text\": \"a\", \"label\": \n");
                        },
                        "data.jsonl:1:",
                        "is not valid JSON"),
                row(
                        "more examples than there are",
                        replace("{file: data.csv}", "{file: data.csv, examples: 99}"),
                        "99"),
                row("parts that leave nothing", replace("{file: data.csv}", "{file: data.csv, test: 0.9}"), "test"));
    }

    private static byte[] archive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../escaped.csv"));
            zip.write(good().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
