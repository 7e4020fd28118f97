package dev.tryout.report;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium that stays offline and remembers every script error. Its paths come from the system properties
 * {@code tryout.chromium} and {@code tryout.chromedriver}, else the environment's CHROMIUM and CHROMEDRIVER, else Debian's places.
 */
final class Browser implements AutoCloseable {
    private static final String COLLECT_ERRORS = """
            window.__errors = [];
            addEventListener("error", (event) => window.__errors.push("error: " + event.message));
            addEventListener("unhandledrejection", (event) => window.__errors.push("rejected: " + event.reason));
            addEventListener("securitypolicyviolation", (event) =>
                window.__errors.push("policy: " + event.violatedDirective + " " + event.blockedURI));
            window.alert = (text) => window.__errors.push("alert: " + text);
            """;

    private final ChromeDriver driver;

    /** Starts it with a profile of its own. */
    Browser(Path profile) {
        File chromium = executable("tryout.chromium", "CHROMIUM", "/usr/bin/chromium");
        File chromedriver = executable("tryout.chromedriver", "CHROMEDRIVER", "/usr/bin/chromedriver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver)
                        .build(),
                options);
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", COLLECT_ERRORS));
    }

    static File executable(String property, String variable, String otherwise) {
        String path = Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .orElse(otherwise);
        File file = new File(path);
        if (!file.canExecute()) {
            fail("This test needs Chromium, and there is no program at " + path
                    + ". Install both parts with 'apt-get install chromium chromium-driver', or name them with -D"
                    + property + "=PATH or the environment variable " + variable + ".");
        }
        return file;
    }

    /** How the page is to be seen from now on. */
    void look(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void open(Path page) {
        driver.get(page.toUri().toString());
    }

    /** What the script returns: text, numbers as Long or Double, booleans, lists. */
    Object script(String script, Object... arguments) {
        Object result = driver.executeScript(script, arguments);
        return result == null ? "null" : result;
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** The visible texts of all elements, in the page's order, read in one go. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) script(
                "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)", selector);
    }

    void press(WebElement element, Keys key) {
        script("arguments[0].focus()", element);
        element.sendKeys(key);
    }

    /** The next two frames are drawn. */
    void settle() {
        driver.executeAsyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))");
    }

    /** Everything that went wrong on the page, in its scripts or in what it tried to fetch. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        ((List<?>) script("return window.__errors")).forEach(error -> errors.add(String.valueOf(error)));
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> errors.add(entry.toString()));
        return errors;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
