"""The little of Xlib that tests of the window need: pictures, a close button, a dropped file, the
clipboard's text."""
import ctypes
import time
from ctypes import POINTER, Structure, Union, byref, c_char_p, c_int, c_long, c_ulong, c_void_p

CLIENT_MESSAGE, SELECTION_REQUEST, SELECTION_NOTIFY = 33, 30, 31
Z_PIXMAP, ALL_PLANES = 2, 0xFFFFFFFFFFFFFFFF


class Image(Structure):
    _fields_ = [("width", c_int), ("height", c_int), ("xoffset", c_int), ("format", c_int),
                ("data", c_void_p), ("byte_order", c_int), ("bitmap_unit", c_int),
                ("bitmap_bit_order", c_int), ("bitmap_pad", c_int), ("depth", c_int),
                ("bytes_per_line", c_int), ("bits_per_pixel", c_int)]


class AnyEvent(Structure):
    _fields_ = [("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p)]


class ClientMessage(Structure):
    _fields_ = AnyEvent._fields_ + [("window", c_ulong), ("message_type", c_ulong),
                                    ("format", c_int), ("data", c_long * 5)]


class SelectionRequest(Structure):
    _fields_ = AnyEvent._fields_ + [("owner", c_ulong), ("requestor", c_ulong),
                                    ("selection", c_ulong), ("target", c_ulong),
                                    ("property", c_ulong), ("time", c_ulong)]


class SelectionNotify(Structure):
    _fields_ = AnyEvent._fields_ + [("requestor", c_ulong), ("selection", c_ulong),
                                    ("target", c_ulong), ("property", c_ulong), ("time", c_ulong)]


class Event(Union):
    _fields_ = [("type", c_int), ("client", ClientMessage), ("request", SelectionRequest),
                ("notify", SelectionNotify), ("pad", c_long * 24)]


def library():
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XOpenDisplay.argtypes = [c_char_p]
    x11.XInternAtom.restype = c_ulong
    x11.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
    x11.XGetImage.restype = POINTER(Image)
    x11.XGetImage.argtypes = [c_void_p, c_ulong, c_int, c_int, ctypes.c_uint, ctypes.c_uint,
                              c_ulong, c_int]
    x11.XDefaultRootWindow.restype = c_ulong
    x11.XDefaultRootWindow.argtypes = [c_void_p]
    x11.XCreateSimpleWindow.restype = c_ulong
    x11.XCreateSimpleWindow.argtypes = [c_void_p, c_ulong, c_int, c_int, c_int, c_int, c_int,
                                        c_ulong, c_ulong]
    x11.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, c_long, POINTER(Event)]
    x11.XSetSelectionOwner.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong]
    x11.XChangeProperty.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong, c_int, c_int, c_char_p,
                                    c_int]
    x11.XConvertSelection.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong, c_ulong, c_ulong]
    x11.XGetWindowProperty.argtypes = [c_void_p, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong,
                                       POINTER(c_ulong), POINTER(c_int), POINTER(c_ulong),
                                       POINTER(c_ulong), POINTER(c_void_p)]
    x11.XPending.argtypes = [c_void_p]
    x11.XNextEvent.argtypes = [c_void_p, POINTER(Event)]
    x11.XFlush.argtypes = [c_void_p]
    x11.XFree.argtypes = [c_void_p]
    return x11


class Display:
    def __init__(self, name: str):
        self.x11 = library()
        self.display = self.x11.XOpenDisplay(name.encode())
        if not self.display:
            raise OSError(f"no display {name}")

    def atom(self, name: str) -> int:
        return self.x11.XInternAtom(self.display, name.encode(), 0)

    def grab(self, window: int, width: int, height: int) -> bytes:
        """Rows from the top, four bytes a pixel: blue, green, red, nothing."""
        image = self.x11.XGetImage(self.display, window, 0, 0, width, height, ALL_PLANES, Z_PIXMAP)
        assert image and image.contents.bytes_per_line == 4 * width
        pixels = ctypes.string_at(image.contents.data, 4 * width * height)
        self.x11.XFree(image.contents.data)
        self.x11.XFree(ctypes.cast(image, c_void_p))
        return pixels

    def send(self, window: int, event: Event) -> None:
        self.x11.XSendEvent(self.display, window, 0, 0, byref(event))
        self.x11.XFlush(self.display)

    def message(self, window: int, kind: str, *data: int) -> None:
        event = Event()
        event.client.type = CLIENT_MESSAGE
        event.client.window = window
        event.client.message_type = self.atom(kind)
        event.client.format = 32
        for i, value in enumerate(data):
            event.client.data[i] = value
        self.send(window, event)

    def close(self, window: int) -> None:
        """What the close button of a window manager sends."""
        self.message(window, "WM_PROTOCOLS", self.atom("WM_DELETE_WINDOW"))

    def drop(self, window: int, paths: list, timeout: float = 180.0) -> bool:
        """Drags files over the window and lets them go, by the XDND protocol, version 5."""
        root = self.x11.XDefaultRootWindow(self.display)
        source = self.x11.XCreateSimpleWindow(self.display, root, 0, 0, 1, 1, 0, 0, 0)
        self.x11.XSetSelectionOwner(self.display, self.atom("XdndSelection"), source, 0)
        self.message(window, "XdndEnter", source, 5 << 24, self.atom("text/uri-list"))
        self.message(window, "XdndPosition", source, 0, 600 << 16 | 400, 0,
                     self.atom("XdndActionCopy"))
        uris = "".join(f"file://{path}\r\n" for path in paths).encode()
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if not self.x11.XPending(self.display):
                time.sleep(0.01)
                continue
            event = Event()
            self.x11.XNextEvent(self.display, byref(event))
            if event.type == SELECTION_REQUEST:
                self.hand_over(event.request, uris)
            elif event.type != CLIENT_MESSAGE:
                continue
            elif event.client.message_type == self.atom("XdndStatus"):
                if not event.client.data[1] & 1:
                    return False
                self.message(window, "XdndDrop", source, 0, 0)
            elif event.client.message_type == self.atom("XdndFinished"):
                return event.client.data[1] != 0  # GLFW puts the number of bytes there
        return False

    def hand_over(self, request: SelectionRequest, content: bytes) -> None:
        self.x11.XChangeProperty(self.display, request.requestor, request.property, request.target,
                                 8, 0, content, len(content))
        answer = Event()
        answer.notify.type = SELECTION_NOTIFY
        answer.notify.requestor = request.requestor
        answer.notify.selection = request.selection
        answer.notify.target = request.target
        answer.notify.property = request.property
        answer.notify.time = request.time
        self.send(request.requestor, answer)

    def clipboard(self, timeout: float = 20.0) -> str:
        """Its text; empty where nobody has any, or does not answer."""
        root = self.x11.XDefaultRootWindow(self.display)
        taker = self.x11.XCreateSimpleWindow(self.display, root, 0, 0, 1, 1, 0, 0, 0)
        place = self.atom("TEST_CLIPBOARD")
        self.x11.XConvertSelection(self.display, self.atom("CLIPBOARD"), self.atom("UTF8_STRING"),
                                   place, taker, 0)
        self.x11.XFlush(self.display)
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if not self.x11.XPending(self.display):
                time.sleep(0.01)
                continue
            event = Event()
            self.x11.XNextEvent(self.display, byref(event))
            if event.type == SELECTION_NOTIFY and event.notify.requestor == taker:
                return self.text_of(taker, place) if event.notify.property else ""
        return ""

    def text_of(self, window: int, place: int) -> str:
        kind, width, count, left, data = c_ulong(), c_int(), c_ulong(), c_ulong(), c_void_p()
        self.x11.XGetWindowProperty(self.display, window, place, 0, 1 << 20, 0, 0, byref(kind),
                                    byref(width), byref(count), byref(left), byref(data))
        text = ctypes.string_at(data, count.value).decode("utf-8") if data else ""
        if data:
            self.x11.XFree(data)
        return text
