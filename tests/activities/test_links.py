"""What is an address of the web and what only looks like one."""

import pytest

from madang.activities.posts.links import has_link

LINKS = [
    "https://example.org/",
    "HTTPS://x",
    "ftp://files",
    "링크http://localhost",
    "여기로 zoommtg://zoom.us/join 오세요",
    "www.example.org",
    "여기는www.example.museum이에요",
    "youtu.be/abc",
    "forms.gle/xyz",
    "goo.gl/x",
    "zoom.us/j/1",
    "링크youtu.be/abc에서 봐요",
    "보세요...youtu.be/abc",
    "example.de/x",
    "example.io:8080/x",
    "example.io?x=1",
    "example.ck/x",
    "192.168.0.1/x",
    "http://192.168.0.1",
    "10.0.0.5:8080/",
    "go to ｅｘａｍｐｌｅ．ｃｏｍ now",
    "naver.com에서 찾아보세요",
    "한글.com",
    "example.co.kr.",
    "(example.net)",
    "bob@example.com",
    "xn--bj0bj06e.xn--3e0b707e/x",
    "예시.한국/abc",
    "한국.한국/x",
    "여기는 서울.한국/ 예요",
    "example.한국:8080/x",
    "예시.한국?x=1",
    "例子.中国/x",
    "उदाहरण.भारत/x",
    "x。com",
    "x｡com 보세요",
    "예시。한국/abc",
    "NAVER.COM에서 찾아보세요",
    "EXAMPLE.NET/x",
    "WWW.EXAMPLE.NET",
    "asp.net",
    "ASP.NET보다 naver.com",
]
NONE = [
    "socket.io is nice",
    "node.js",
    "node.js/react를 써요",
    "3.14",
    "1.5/2.5",
    "3.5km/h",
    "e.g.this",
    "e.g. this/that",
    "a.k.a",
    "README.md",
    "main.py를 보세요",
    "1.2.3.4",
    "v1.2/v1.3",
    "ok.그래요",
    "안녕하세요.반갑습니다",
    "좋아요.me too",
    "정말 그래요.so?",
    "끝났어요.Really?",
    "TCP/IP, and/or",
    "www",
    "10:30, a://",
    "wait... what",
    "it.comes",
    "ASP.NET is nice",
    "I like VB.NET.",
    "ASP.NET, ADO.NET and ML.NET",
    "좋아요.한국/일본 둘 다",
    "좋아요.한국은 처음이에요",
    "예시.아무개/abc",
    "好。很好/x",
    "3。5",
]


@pytest.mark.parametrize("text", LINKS)
def test_a_link(text: str) -> None:
    assert has_link(text)


@pytest.mark.parametrize("text", NONE)
def test_no_link(text: str) -> None:
    assert not has_link(text)
